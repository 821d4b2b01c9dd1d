package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.muster.domain.IssuedToken;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokensTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final JdbcClient jdbc = JdbcClient.create(TestDatabase.fresh());
  private final Tokens tokens = new Tokens(jdbc);
  private final IssuedTokens issued = new IssuedTokens(jdbc);

  @Test
  void givenATokenIsRevoked_thenNobodyIsLetInAndTheSecondTimeSaysSo() {
    Tokens.Created created = tokens.createForGateway("Acme", "test");
    assertThat(tokens.find(created.text())).isPresent();
    assertThat(tokens.revoke(created.tokenId(), NOON)).isTrue();
    assertThat(tokens.find(created.text())).isEmpty();
    assertThat(tokens.revoke(created.tokenId(), NOON)).isFalse();
    assertThat(tokens.revoke(999_999, NOON)).isFalse();
  }

  @Test
  void givenANameThatNoDeviceCanHave_thenTheDeviceIsUnknownAndNothingFails() {
    Tokens.Created created = tokens.createForGateway("Acme", "test");
    Sender gateway = tokens.find(created.text()).orElseThrow();
    assertThat(tokens.findDevice(gateway, "a\0b")).isEmpty();
    assertThat(tokens.findDevice(gateway, "a".repeat(101))).isEmpty();
  }

  @Test
  void givenATokenIsRotated_thenBothLetInUntilTheOverlapEndsAndItIsRotatedOnce() {
    Tokens.Created old = tokens.createForGateway("Acme", "test");
    Instant later = Instant.now().plusSeconds(3_600);
    Tokens.Created next = tokens.rotate(old.tokenId(), later, "test").orElseThrow();
    assertThat(tokens.find(old.text())).isPresent();
    assertThat(tokens.find(next.text())).contains(new Sender.OfVendor(next.tokenId(), "Acme"));
    assertThat(tokens.rotate(old.tokenId(), later, "test")).isEmpty();
    assertThat(tokens.revoke(old.tokenId(), NOON)).isTrue();
    assertThat(tokens.find(old.text())).isEmpty();
    assertThat(tokens.find(next.text())).isPresent();
    assertThat(tokens.rotate(999_999, later, "test")).isEmpty();
  }

  @Test
  void givenTheOverlapIsOver_thenOnlyTheNewTokenLetsIn() {
    Tokens.Created old = tokens.createForGateway("Acme", "test");
    Instant now = Instant.now().plusMillis(5);
    Tokens.Created next = tokens.rotate(old.tokenId(), now, "test").orElseThrow();
    await(now);
    assertThat(tokens.find(old.text())).isEmpty();
    assertThat(tokens.find(next.text())).isPresent();
    assertThat(tokens.revoke(old.tokenId(), NOON)).isFalse();
    assertThat(issued.list(true, 10)).extracting(IssuedToken::id).containsExactly(old.tokenId());
    assertThat(issued.list(false, 10)).extracting(IssuedToken::id).containsExactly(next.tokenId());
  }

  private void await(Instant at) {
    // The database's clock decides, so it is asked.
    while (jdbc.sql("select clock_timestamp() <= ?")
        .param(Timestamp.from(at))
        .query(Boolean.class)
        .single()) {
      Thread.onSpinWait();
    }
  }
}
