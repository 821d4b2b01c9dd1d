package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.store.Bytes;
import org.muster.store.Journal;
import org.muster.store.ReceivedReport;
import org.muster.store.ReceivedReport.Refusal;
import org.muster.store.Tokens;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was refused can be read by those who can do something about it. */
class RefusalPagesTest extends Browser {
  @Autowired private JdbcClient jdbc;
  @Autowired private Journal journal;
  @Autowired private Tokens tokens;

  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, PHONE})
  void theCountsOfASenderStandBesideThoseOfNobodyKnown(int width) {
    jdbc.sql("delete from refusal_count").update();
    Page page = signedIn("supervisor", width);
    visit(page, "/refusals");
    assertThat(page.locator("main").innerText()).contains("Nothing was refused");
    check(page, "refusals-none");

    long gateway = tokens.createForGateway("Acme", "test").tokenId();
    refuse("traccar", "UnknownDevice", gateway, 1_200);
    refuse("traccar", "UnknownDevice", gateway, 34);
    refuse("osmand", "UnknownToken", null, 5);
    refuse("osmand", "UnknownToken", null, 2);
    visit(page, "/refusals?days=1");
    assertThat(page.locator("#refused").innerText()).isEqualTo("1,241");
    assertThat(page.locator("main tbody tr").allInnerTexts().toString())
        .contains("Acme", "No. " + gateway + ", of a gateway", "1,234", "none that is known", "7");
    check(page, "refusals");
    page.context().close();
  }

  private void refuse(String protocol, String reason, @Nullable Long tokenId, long count) {
    Refusal refusal = new Refusal(reason, "as if", null, Bytes.NONE, count, true);
    journal
        .keep(
            new ReceivedReport(
                tokenId, protocol, Instant.now(), Bytes.NONE, List.of(), List.of(refusal)))
        .join();
  }

  @Test
  void anOfficerIsNotOfferedThePageAndDoesNotReachIt() {
    Page page = signedIn("o.rivera", DESKTOP);
    assertThat(page.locator("nav a[href='/refusals']").count()).isZero();
    assertThat(page.request().get(address() + "/refusals").status()).isEqualTo(403);
    page.context().close();
  }
}
