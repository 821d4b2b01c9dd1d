package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.FindingKind;
import org.muster.policy.PackageFiles;
import org.muster.store.PolicySets;
import org.muster.tables.Draft;
import org.springframework.beans.factory.annotation.Autowired;

/** A package in the browser: brought in, read, asked for, signed by another, in force later. */
class PolicyPackagePagesTest extends Browser {
  @Autowired private PolicySets sets;

  private static Draft within(String hours) {
    return Draft.of("atd-supervision")
        .with(
            "response.dmn",
            "id=\"contact-overdue-out2\"><text>duration(\"PT4H\")",
            "id=\"contact-overdue-out2\"><text>duration(\"PT" + hours + "H\")")
        .with("tests/response.csv", "routine,4 h", "routine," + hours + " h");
  }

  private void bringIn(Page page, PackageFiles files) {
    visit(page, "/policy/packages");
    List<FilePayload> payloads = new ArrayList<>();
    for (String path : files.paths()) {
      String name = path.substring(path.indexOf('/') + 1);
      payloads.add(new FilePayload(name, "", files.find(path).orElseThrow()));
    }
    page.locator("#files").setInputFiles(payloads.toArray(FilePayload[]::new));
    page.locator("form:has(#files) button[type=submit]").click();
    page.waitForURL("**/policy/packages**");
  }

  private static String inUtc(Instant at) {
    return LocalDateTime.ofInstant(at, ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, PHONE})
  void aPackageIsBroughtInAskedForAndSignedByAnother(int width) {
    Instant bindsFrom = Instant.now().plus(width, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MINUTES);
    Page writer = signedIn("admin", width);
    PackageFiles files = within(width == DESKTOP ? "2" : "3").files();
    bringIn(writer, files);
    assertThat(writer.locator("h1").innerText()).isEqualTo("Starter supervision policy");
    assertThat(writer.locator("#check-sum").innerText())
        .contains("Nothing stands against a signature.", "21 of 21 examples pass.");
    assertThat(writer.locator("main").innerText())
        .contains(
            "ContactOverdue", "§ 4.4", "Silence says nothing about the person.", files.hash());
    check(writer, "policy-package");

    writer.locator("form:has(#note) button").click();
    assertThat(writer.locator("#problems").innerText())
        .contains("Enter from when on it binds.", "Enter what changes, and why.");
    check(writer, "policy-ask-refused");
    writer.locator("#bindsFrom").fill(inUtc(bindsFrom));
    writer.locator("#note").fill("People should be called sooner.");
    writer.locator("form:has(#note) button").click();
    writer.waitForURL("**/policy/sign-offs/**");
    assertThat(writer.locator("#not-yours").innerText()).contains("somebody else signs");
    assertThat(writer.locator("#sign").count()).isZero();
    check(writer, "policy-sign-off-own");

    Page signer = signedIn("supervisor", width);
    signer.navigate(writer.url());
    signer.locator("#sign").click();
    assertThat(signer.locator("#problems").innerText()).contains("Enter the reason.");
    signer.locator("#reason").fill("Agreed with the offices.");
    signer.locator("#sign").click();
    signer.waitForURL("**recorded=sign");
    assertThat(signer.locator("#answer").innerText())
        .contains("Signed by supervisor", "Agreed with the offices.");
    check(signer, "policy-signed");
    visit(signer, "/policy/packages");
    assertThat(signer.locator("#bound-sets").innerText())
        .contains("in force", "to come", "by supervisor", "came with the program");
    check(signer, "policy-packages");

    assertThat(
            sets.policies()
                .findAt(bindsFrom)
                .orElseThrow()
                .responseTo(FindingKind.CONTACT_OVERDUE)
                .dueWithin()
                .toHours())
        .isEqualTo(width == DESKTOP ? 2 : 3);
    assertThat(
            sets.policies()
                .findAt(Instant.now())
                .orElseThrow()
                .responseTo(FindingKind.CONTACT_OVERDUE)
                .dueWithin()
                .toHours())
        .isEqualTo(4);
  }

  @Test
  void anOverlapIsShownByExampleAndCanNotBeAskedFor() {
    Page writer = signedIn("admin", DESKTOP);
    PackageFiles before = Draft.of("atd-supervision").files();
    bringIn(writer, before);
    bringIn(
        writer,
        Draft.of("atd-supervision")
            .with("response.dmn", "\"BatteryLow\"", "\"InsideZone\"")
            .files());
    assertThat(writer.locator("#check-sum").innerText()).contains("It can not be signed yet.");
    assertThat(writer.locator("#defects").innerText())
        .contains("response.dmn, row 6", "The row and row 1 both hold for: finding InsideZone.");
    check(writer, "policy-overlap");
    writer.locator("#bindsFrom").fill(inUtc(Instant.now().plus(9, ChronoUnit.DAYS)));
    writer.locator("#note").fill("A mistake.");
    writer.locator("form:has(#note) button").click();
    assertThat(writer.locator("#problems").innerText()).contains("Its check finds errors");

    writer.locator("a:has-text('Compare with')").click();
    writer.locator("#with").selectOption(before.hash());
    writer.locator("form:has(#with) button").click();
    assertThat(writer.locator("#differences").innerText())
        .contains(
            "response.dmn, row 6 (battery-low)", "finding changed from BatteryLow to InsideZone.");
    check(writer, "policy-compare");

    bringIn(writer, Draft.of("atd-supervision").with("plan.dmn", "<broken>").files());
    assertThat(writer.locator("#problems").innerText())
        .contains("plan.dmn: It is no well-formed XML; see line 1");
    check(writer, "policy-not-read");
  }

  @Test
  void anOfficerReadsAndDoesNotChange() {
    Page officer = signedIn("o.chen", DESKTOP);
    visit(officer, "/policy/packages");
    assertThat(officer.locator("#files").count()).isZero();
    assertThat(officer.locator("#bound-sets").innerText()).contains("Starter supervision policy");
    check(officer, "policy-packages-officer");
  }
}
