package org.muster.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.muster.casework.Opening;
import org.springframework.beans.factory.annotation.Autowired;

/** From nobody to a person under an order with a device, on the pages alone. */
@NullMarked
class CaseworkBrowserTest extends Browser {
  @Autowired private Opening opening;

  @Test
  void givenAnEmptyProgramme_thenAPersonIsEnrolledOrderedAndGivenADevice() {
    opening.open(new Opening.Form("SEA", "Seattle", "America/Los_Angeles")).get();
    Page page = signedIn("o.rivera", DESKTOP);
    for (String list : new String[] {"participants", "zones", "schedules", "devices"}) {
      visit(page, "/" + list);
      check(page, list + "-empty");
    }
    drawCircle(page);
    drawOutline(page);
    drawCorridor(page);
    setSchedule(page);
    registerDevice(page);
    String stay = enrol(page);
    order(page, stay);
    assign(page, stay);
    excuse(page, stay);
    vary(page, stay);
    record(page, stay);
    look(stay);
    end(page, stay);
  }

  private void drawCircle(Page page) {
    visit(page, "/zones/new");
    page.waitForSelector("#map[data-ready=true]");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Home");
    page.getByLabel("Source document").fill("Order 12, annex A");
    page.getByLabel("Latitude of the centre").fill("47.6062");
    page.getByLabel("Longitude of the centre").fill("-122.3321");
    page.getByLabel("Radius in metres").fill("200");
    page.getByLabel("Radius in metres").press("Tab");
    check(page, "zone-form-circle");
    // A click on the map takes the centre elsewhere.
    page.locator("#map canvas").click();
    assertThat(page.locator("#how")).containsText("Centre at latitude 47.6");
    page.getByText("Record the zone").click();
    page.waitForSelector("#map[data-ready=true]");
    assertThat(page.locator("h1")).hasText("Home");
    check(page, "zone-circle");
  }

  private void drawOutline(Page page) {
    visit(page, "/zones/new");
    page.waitForSelector("#map[data-ready=true]");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Campus");
    page.getByLabel("Source document").fill("Order 12, annex B");
    page.getByText("Outline: corners, or GeoJSON").click();
    com.microsoft.playwright.Locator canvas = page.locator("#map canvas");
    double[][] corners = {{200, 150}, {420, 150}, {420, 320}, {200, 320}, {300, 400}};
    for (double[] corner : corners) {
      canvas.click(
          new com.microsoft.playwright.Locator.ClickOptions()
              .setPosition(corner[0], corner[1])
              .setDelay(30));
      // Two clicks at once would zoom the map.
      page.waitForTimeout(400);
    }
    page.getByText("Undo").click();
    assertThat(page.locator("#corners tr")).hasCount(4);
    check(page, "zone-form-outline");
    page.getByText("Record the zone").click();
    // A campus of several states, far from the home, is asked about first.
    page.locator("label[for='confirmed']").click();
    page.getByText("Record the zone").click();
    forget();
    page.waitForSelector("#map[data-ready=true]");
    assertThat(page.locator("h1")).hasText("Campus");
    check(page, "zone-outline");
  }

  private void drawCorridor(Page page) {
    visit(page, "/zones/new");
    page.waitForSelector("#map[data-ready=true]");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("River road");
    page.getByLabel("Source document").fill("Order 12, annex C");
    page.getByText("Outline: corners, or GeoJSON").click();
    page.locator("#geoJson")
        .fill(
            """
            {"type":"Feature","properties":{"widthMetres":400},"geometry":{"type":"LineString",
            "coordinates":[[-122.34,47.60],[-122.33,47.61],[-122.31,47.605]]}}""");
    page.locator("#geoJson").press("Tab");
    check(page, "zone-form-corridor");
    page.getByText("Record the zone").click();
    page.waitForSelector("#map[data-ready=true]");
    assertThat(page.getByText("400 m, half of it")).isVisible();
    check(page, "zone-corridor");
  }

  private void setSchedule(Page page) {
    visit(page, "/schedules/new");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Nights at home");
    for (String day : new String[] {"MONDAY", "WEDNESDAY", "SATURDAY"}) {
      page.locator("#" + day + "-0-from").fill("22:00");
      page.locator("#" + day + "-0-to").fill("06:00");
    }
    page.locator("#exception-0-on").fill("2026-12-24");
    check(page, "schedule-form");
    page.getByText("Record the schedule").last().click();
    assertThat(page.locator("h1")).hasText("Nights at home");
    assertThat(page.getByText("clocks change").first()).isVisible();
    check(page, "schedule");
  }

  private void registerDevice(Page page) {
    visit(page, "/devices/new");
    page.getByLabel("Id", new Page.GetByLabelOptions().setExact(true)).fill("phone-1");
    page.locator("#technology").selectOption("PHONE");
    page.locator("#vendor").fill("Traccar Client");
    page.getByText("Register", new Page.GetByTextOptions().setExact(true)).click();
    page.getByText("Make a token").click();
    assertThat(page.locator(".muster-token")).isVisible();
    check(page, "device");
  }

  private String enrol(Page page) {
    visit(page, "/participants/enrol");
    page.locator("#givenName").fill("Ana");
    page.locator("#familyName").fill("Silva");
    page.locator("#office").selectOption(new SelectOption().setIndex(1));
    page.locator("#language").selectOption("es");
    check(page, "enrol");
    page.getByText("Enrol", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForURL("**/casework?recorded=enrolment");
    return page.url().replaceAll(".*/participants/(\\d+)/casework.*", "$1");
  }

  private void order(Page page, String stay) {
    visit(page, "/participants/" + stay + "/order");
    page.locator("#issuer").fill("Immigration judge");
    page.locator("#authority").fill("8 CFR 236.1(c)(8)");
    page.locator("#reason").fill("Missed two appointments.");
    page.locator("#lesserOptions").fill("Reminders did not help.");
    page.getByText("Add a condition").click();
    page.locator("[id='conditions[0].kind']").selectOption("StayWithin");
    page.locator("[id='conditions[0].citation']").fill("§ 1");
    page.locator("[id='conditions[0].zone']")
        .selectOption(new SelectOption().setLabel("Home (1v1)"));
    page.locator("[id='conditions[0].schedule']")
        .selectOption(new SelectOption().setLabel("Nights at home (1v1)"));
    page.locator("[id='conditions[1].kind']").selectOption("KeepContact");
    page.locator("[id='conditions[1].citation']").fill("§ 2");
    assertThat(page.locator("#issuer")).hasValue("Immigration judge");
    check(page, "order-form");
    page.getByText("Record the order").last().click();
    page.waitForURL("**/casework?recorded=order");
  }

  private void assign(Page page, String stay) {
    visit(page, "/participants/" + stay + "/device");
    page.getByLabel("Device", new Page.GetByLabelOptions().setExact(true))
        .selectOption(new SelectOption().setIndex(1));
    check(page, "device-form");
    page.getByText("Assign the device").click();
    page.waitForURL("**/casework?recorded=device");
  }

  private void excuse(Page page, String stay) {
    visit(page, "/participants/" + stay + "/excusal");
    page.locator("#condition").selectOption(new SelectOption().setIndex(1));
    page.locator("#endsAt").fill("2126-12-01T08:00");
    page.locator("#reason").fill("Hospital, letter seen.");
    check(page, "excusal-form");
    page.getByText("Record the excusal").click();
    page.waitForURL("**/casework?recorded=excusal");
  }

  private void vary(Page page, String stay) {
    visit(page, "/participants/" + stay + "/order");
    page.locator("#reason").fill("Kept every appointment for a month.");
    page.getByText("Take out").first().click();
    assertThat(page.locator("[id='conditions[0].kind']")).hasValue("KeepContact");
    page.getByText("Record the variation").last().click();
    page.waitForURL("**/casework?recorded=order");
    assertThat(page.getByText("order 2 takes its place")).isVisible();
    check(page, "casework");
  }

  private void record(Page page, String stay) {
    visit(page, "/participants/" + stay + "/records");
    check(page, "records-empty");
    visit(page, "/participants/" + stay + "/order");
    page.locator("#reason").fill("Asked to check in at the office.");
    page.locator("[id='conditions[0].kind']").selectOption("CheckIn");
    page.getByText("Only for check-ins").first().click();
    page.getByText("At the office").first().click();
    page.locator("[id='conditions[0].every']").fill("7 days");
    check(page, "order-form-duty");
    page.getByText("Record the variation").last().click();
    page.waitForURL("**/casework?recorded=order");
    visit(page, "/participants/" + stay + "/records");
    page.locator("#condition").selectOption(new SelectOption().setIndex(1));
    page.locator("#said").selectOption("CheckedInAtOffice");
    page.getByText("Record it").last().click();
    check(page, "records-refused");
    page.locator("#reason").fill("Seen at the desk.");
    page.locator("#at").fill("2126-03-01T08:00");
    check(page, "records");
  }

  private void look(String stay) {
    Page phone = signedIn("o.rivera", PHONE);
    for (String path :
        new String[] {
          "/participants",
          "/participants/enrol",
          "/participants/" + stay + "/casework",
          "/participants/" + stay + "/order",
          "/participants/" + stay + "/device",
          "/participants/" + stay + "/excusal",
          "/participants/" + stay + "/end",
          "/zones",
          "/zones/1",
          "/zones/new",
          "/zones/2/redraw",
          "/schedules",
          "/schedules/1",
          "/schedules/new",
          "/schedules/1/change",
          "/devices",
          "/devices/1",
          "/devices/new"
        }) {
      visit(phone, path);
      if (phone.locator("#map").count() > 0) {
        phone.waitForSelector("#map[data-ready=true]");
      }
      check(phone, "at" + path.replace('/', '-'));
    }
  }

  private void end(Page page, String stay) {
    visit(page, "/participants/" + stay + "/end");
    check(page, "end-form");
    page.locator("#reason").fill("Case decided.");
    page.locator("#destination").fill("Released without supervision.");
    page.getByText("End the stay").last().click();
    page.waitForURL("**/casework?recorded=end");
    check(page, "casework-ended");
    visit(page, "/participants");
    assertThat(page.locator("tbody tr").textContent()).contains("ended");
    check(page, "participants");
  }
}
