package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.muster.audit.May2023;

/** Published workbooks are dropped on a page, and the report is read there or taken along. */
class AuditPagesTest extends Browser {
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final String WORKBOOK =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final Pattern REPORT = Pattern.compile(".*/audit/reports/[0-9a-f-]{36}$");

  @ParameterizedTest
  @ValueSource(ints = {DESKTOP, PHONE})
  void theReportOfDroppedFilesNamesTheSwapAndIsTakenAlong(int width, @TempDir Path folder)
      throws IOException {
    Page page = signedIn("auditor", width);
    assertThat(page.locator("nav a[href='/audit']").count()).isEqualTo(1);
    visit(page, "/audit");
    check(page, "audit");

    List<FilePayload> files = payloads(May2023.files());
    files.add(new FilePayload("broken.xlsx", WORKBOOK, "no workbook".getBytes(UTF_8)));
    page.locator("#files").setInputFiles(files.toArray(FilePayload[]::new));
    check(page, "audit-chosen");
    // Held back, so that what the page says meanwhile can be read.
    page.evaluate("addEventListener('submit', e => e.preventDefault(), { once: true })");
    // The keyboard is enough: the button is next after the field.
    page.locator("#files").focus();
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(page.locator("#audit-status").innerText()).contains("reading 4 files");
    assertThat(page.locator("#audit-progress").isVisible()).isTrue();
    assertThat(page.locator("#send").isDisabled()).isTrue();
    check(page, "audit-running");
    page.evaluate("document.getElementById('audit-form').submit()");
    page.waitForURL(REPORT);

    String told = page.locator("main").innerText();
    assertThat(told)
        .contains("4 files read", "An offsetting swap", "184,358 more", "B9 B10")
        .contains("FY23_detentionStats05262023.xlsx", "this is no .xlsx workbook");
    assertThat(page.locator(".audit-pair").count())
        .isEqualTo(page.locator(".audit-pair svg").count())
        .isEqualTo(page.locator(".audit-pair table").count())
        .isGreaterThan(5);
    assertThat(page.locator(".audit-pair table").first().innerText()).contains("P4");
    check(page, "audit-report");

    APIResponse download = page.request().get(page.url() + "/report.html");
    assertThat(download.headers().get("content-disposition")).contains("attachment");
    String report = download.text();
    assertThat(report).contains("An offsetting swap", "<svg", "no .xlsx workbook");
    assertThat(report.replace("http://www.w3.org/2000/svg", ""))
        .doesNotContain("http:", "https:", "<script", "<link", "src=");
    Path kept = Files.writeString(folder.resolve("report.html"), report);
    page.navigate(kept.toUri().toString());
    check(page, "audit-download");
    page.context().close();
  }

  @Test
  void whatIsTooMuchOrNothingIsRefusedWithABoundBeforeItIsSentAndAfter() {
    Page page = signedIn("supervisor", DESKTOP);
    visit(page, "/audit");
    page.locator("#send").click();
    assertThat(page.locator("#problems").innerText()).contains("Choose at least one file");
    page.locator("#files").setInputFiles(many(201));
    page.locator("#send").click();
    assertThat(page.locator("#problems").innerText()).contains("These are 201 files; at most 200");
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("problems");
    check(page, "audit-refused");

    FormData form = FormData.create();
    for (FilePayload file : many(201)) {
      form.append("files", file);
    }
    APIResponse refused = send(page, form);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("At most 200 files are read at once, each of 32 MB");
    APIResponse none =
        send(page, FormData.create().append("files", new FilePayload("", "", new byte[0])));
    assertThat(none.status()).isEqualTo(422);
    assertThat(none.text()).contains("Choose at least one file");
    visitRefused(page);
    page.context().close();
  }

  /** Where a body leads that is larger than any that is read. */
  private void visitRefused(Page page) {
    visit(page, "/audit?refused=size");
    assertThat(page.locator("#problems").innerText())
        .contains("The files were not read", "all together of 64 MB");
  }

  @Test
  void aSoundFileHasAReportThatSaysSoAndTwoOfOneNameAreToldApart() {
    Page page = signedIn("admin", DESKTOP);
    visit(page, "/audit");
    page.locator("#files").setInputFiles(payloads(May2023.sound()).toArray(FilePayload[]::new));
    page.locator("#send").click();
    page.waitForURL(REPORT);
    assertThat(page.locator("main").innerText())
        .contains("1 file read: 0 errors", "Nothing was found", "Everything was read");
    check(page, "audit-nothing-found");

    FilePayload csv = new FilePayload("tidy.csv", "text/csv", "a,b\n1,2\n".getBytes(UTF_8));
    APIResponse answer = send(page, FormData.create().append("files", csv).append("files", csv));
    assertThat(answer.text())
        .contains("tidy.csv", "2 of tidy.csv", "its first line names no column table");
    page.context().close();
  }

  @Test
  void aReportIsForWhoAskedForItAndThePageForThoseWhoOversee() {
    Page auditor = signedIn("auditor", DESKTOP);
    FilePayload csv = new FilePayload("tidy.csv", "text/csv", "a,b\n1,2\n".getBytes(UTF_8));
    String report = send(auditor, FormData.create().append("files", csv)).url();
    assertThat(report).matches(REPORT);
    assertThat(auditor.request().get(report).status()).isEqualTo(200);
    Page supervisor = signedIn("supervisor", DESKTOP);
    APIResponse others = supervisor.request().get(report);
    assertThat(others.status()).isEqualTo(404);
    assertThat(others.text()).contains("This report is no longer kept");
    assertThat(supervisor.request().get(report + "/report.html").status()).isEqualTo(404);
    Page officer = signedIn("o.rivera", DESKTOP);
    assertThat(officer.locator("nav a[href='/audit']").count()).isZero();
    assertThat(officer.request().get(address() + "/audit").status()).isEqualTo(403);
    assertThat(send(officer, FormData.create().append("files", csv)).status()).isEqualTo(403);
    List.of(auditor, supervisor, officer).forEach(page -> page.context().close());
  }

  private APIResponse send(Page page, FormData form) {
    String token = page.locator("meta[name=_csrf]").getAttribute("content");
    return page.request()
        .post(
            address() + "/audit",
            RequestOptions.create().setMultipart(form).setHeader("X-CSRF-TOKEN", token));
  }

  private static List<FilePayload> payloads(Map<String, byte[]> files) {
    List<FilePayload> payloads = new ArrayList<>();
    files.forEach((name, bytes) -> payloads.add(new FilePayload(name, WORKBOOK, bytes)));
    return payloads;
  }

  private static FilePayload[] many(int count) {
    FilePayload[] files = new FilePayload[count];
    for (int i = 0; i < count; i++) {
      files[i] = new FilePayload("file" + i + ".csv", "text/csv", "a".getBytes(UTF_8));
    }
    return files;
  }
}
