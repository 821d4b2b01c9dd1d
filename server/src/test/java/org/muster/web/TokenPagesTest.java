package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.DeviceId;
import org.muster.domain.Technology;
import org.muster.store.Devices;
import org.muster.store.Tokens;
import org.springframework.beans.factory.annotation.Autowired;

/** An administrator makes a gateway's token, finds it in the list, and revokes it. */
class TokenPagesTest extends Browser {
  @Autowired private Devices devices;
  @Autowired private Tokens tokens;

  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, PHONE})
  void aGatewaysTokenIsMadeListedAndRevokedWithAReason(int width) {
    DeviceId device = devices.add("phone-" + width, Technology.PHONE, "Acme " + width, "test");
    tokens.createForDevice(device, "o.rivera");
    Page page = signedIn("admin", width);
    visit(page, "/devices");
    page.locator("a[href='/devices/tokens']").click();
    check(page, "tokens");
    page.locator("#vendor").selectOption("Acme " + width);
    page.locator("button:has-text('Make a token')").click();
    String text = page.locator(".muster-token").innerText();
    assertThat(tokens.find(text)).isPresent();
    check(page, "token-made");

    page.locator("tr:has-text('Gateway'):has-text('Acme " + width + "') a:has-text('Rotate')")
        .click();
    page.locator("#overlap").fill("one day");
    page.locator("button:has-text('Rotate the token')").click();
    assertThat(page.locator("#problems").innerText()).contains("Enter whole hours");
    check(page, "token-rotate");
    page.locator("#overlap").fill("2");
    page.locator("button:has-text('Rotate the token')").click();
    String next = page.locator(".muster-token").innerText();
    assertThat(tokens.find(next)).isPresent();
    assertThat(tokens.find(text)).isPresent();
    check(page, "token-rotated");
    visit(page, "/devices/tokens");
    check(page, "tokens-rotated");

    page.locator("tr:has-text('Acme " + width + "'):has-text('ends') a:has-text('Revoke')").click();
    assertThat(page.locator("main").innerText()).contains("falls silent");
    check(page, "token-revoke");
    page.locator("#reason").fill("The contract ended.");
    page.locator("button:has-text('Revoke the token')").click();
    assertThat(tokens.find(text)).isEmpty();
    visit(page, "/devices/tokens?revoked=true");
    assertThat(page.locator("main tbody").innerText()).contains("Acme " + width);
    check(page, "tokens-revoked");
    visit(page, "/devices/" + device);
    check(page, "device-tokens");
    page.context().close();
  }
}
