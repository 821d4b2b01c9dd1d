package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.domain.DeviceId;
import org.muster.domain.EnrolmentId;
import org.muster.domain.Technology;
import org.muster.judging.Judging;
import org.muster.store.Devices;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inventory in the browser: a faulty batch is found, recalled after a preview, and undone. */
class DevicePagesTest extends Browser {
  @Autowired private JdbcClient jdbc;
  @Autowired private Devices devices;
  @Autowired private Judging judging;

  private void judgeEverybody() {
    jdbc.sql(
            "insert into judging_due (enrolment_id, from_at) select enrolment_id, lower(during)"
                + " from enrolment on conflict (enrolment_id) do update set from_at = excluded.from_at")
        .update();
    judging.judgeAllDue();
  }

  private int recalls(String batch) {
    return jdbc.sql("select count(*) from recall where batch = ?")
        .param(batch)
        .query(Integer.class)
        .single();
  }

  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, PHONE})
  void aBatchIsRecalledAfterThePreviewAndTheRecordSaysSo(int width) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    Scene scene = new Scene(jdbc, Duration.ofHours(40));
    String code = "D" + width;
    var office = scene.office(code, "Office " + width, "America/Chicago");
    Scene.Somebody ana =
        scene.somebody("Ana" + width, "Diaz", office, "o.rivera", Technology.ANKLE, 1);
    scene.walk(ana, now.minus(Duration.ofHours(10)), now, 20);
    scene.strap(ana, now.minus(Duration.ofHours(5)), true);
    scene.strap(ana, now.minus(Duration.ofHours(5)).plusSeconds(600), false);
    scene.somebody("Una" + width, "Unheard", office, "o.rivera", Technology.PHONE, 1);
    judgeEverybody();
    DeviceId device = devices.findByUniqueId(ana.device()).orElseThrow().id();

    Page page = signedIn("supervisor", width);
    visit(page, "/?of=" + code);
    assertThat(page.locator("section:has(#waiting)").innerText())
        .contains("Unheard, Una" + width, "never heard", "§ 7.1");
    assertThat(page.locator("section:has(#waiting)").innerText()).doesNotContain("Diaz");
    check(page, "worklist-waiting");
    page.locator("section:has(#waiting) a").first().click();
    assertThat(page.locator("#not-installed").innerText()).contains("Ordered, not installed");
    check(page, "person-not-installed");

    visit(page, "/devices/" + device);
    page.locator("#batch").fill("lot " + width);
    page.locator("form:has(#batch) button").click();
    assertThat(page.locator("main").innerText()).contains("It is recorded.");
    check(page, "device");
    visit(page, "/devices?status=ASSIGNED&search=lot+" + width);
    assertThat(page.locator("tbody").innerText()).contains(ana.device(), "Assigned");
    check(page, "devices");
    visit(page, "/devices/batches");
    check(page, "batches");
    page.locator("tr:has-text('lot " + width + "') a:has-text('Recall')").click();
    check(page, "recall-form");
    page.locator("#fromAt").fill(local(now.minus(Duration.ofHours(20))));
    page.locator("#reason").fill("The clasp sensor reports open; the vendor found it.");
    page.locator("button:has-text('Show what it would do')").click();
    assertThat(page.locator("#withdrawn-count").innerText()).isEqualTo("1");
    assertThat(recalls("lot " + width)).isZero();
    check(page, "recall-preview");
    page.locator("button:has-text('Recall the batch')").click();
    assertThat(page.locator("main").innerText()).contains("The batch is recalled");
    judging.judgeAllDue();
    page.reload();
    assertThat(page.locator("section:has(#withdrawn)").innerText()).contains("Strap or case");
    check(page, "recall");

    page.locator("section:has(#withdrawn) a").first().click();
    assertThat(page.locator("#recalled").innerText()).contains("Withdrawn through recall");
    check(page, "finding-recalled");
    visit(page, "/participants/" + ana.enrolment());
    assertThat(page.locator("section:has(#findings)").innerText()).contains("through recall");
    visit(page, "/devices/recalls");
    check(page, "recalls");
    page.locator("tr:has-text('lot " + width + "') a").click();
    page.locator("#reason").fill("Another lot was meant.");
    page.locator("button:has-text('Undo the recall')").click();
    assertThat(page.locator("main").innerText()).contains("It was undone");
    page.context().close();
  }

  @Test
  void aDeviceIsSwappedInOneStepAndTheOtherGoesToRepair() {
    Scene scene = new Scene(jdbc, Duration.ofHours(40));
    var office = scene.office("SWAP", "Swap office", "America/Chicago");
    Scene.Somebody ben = scene.somebody("Ben", "Swap", office, "o.rivera", Technology.ANKLE, 1);
    devices.add("spare-1", Technology.ANKLE, "Testware", "test");
    EnrolmentId enrolment = ben.enrolment();
    Page page = signedIn("o.rivera", DESKTOP);
    visit(page, "/participants/" + enrolment + "/device");
    check(page, "device-swap");
    page.locator("#device")
        .selectOption(devices.findByUniqueId("spare-1").orElseThrow().id().toString());
    page.locator("#becomes").selectOption("IN_REPAIR");
    page.locator("button:has-text('Swap the device')").click();
    assertThat(page.locator("#problems").innerText()).contains("what is wrong with the device");
    page.locator("#swap-reason").fill("The battery does not hold.");
    page.locator("button:has-text('Swap the device')").click();
    page.waitForURL("**/casework**");
    visit(page, "/devices?status=IN_REPAIR");
    assertThat(page.locator("tbody").innerText()).contains(ben.device());
    assertThat(
            jdbc.sql(
                    """
                    select count(*) from assignment a join assignment b
                      on lower(b.during) = upper(a.during) and a.enrolment_id = b.enrolment_id
                    where a.enrolment_id = ?
                    """)
                .param(enrolment.value())
                .query(Integer.class)
                .single())
        .isEqualTo(1);
    page.context().close();
  }

  private static String local(Instant at) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").format(at.atOffset(ZoneOffset.UTC));
  }
}
