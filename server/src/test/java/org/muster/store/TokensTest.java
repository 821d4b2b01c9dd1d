package org.muster.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TokensTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final Tokens tokens = new Tokens(JdbcClient.create(TestDatabase.fresh()));

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
}
