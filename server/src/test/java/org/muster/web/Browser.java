package org.muster.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.LoadState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.muster.MusterServer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A real browser before the real server, on a fresh database. Skipped, visibly, where Chromium is
 * not installed. Set MUSTER_SCREENSHOTS to a folder to keep a picture of every page.
 */
@NullMarked
@SpringBootTest(
    classes = MusterServer.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {"muster.simulation.enabled=false", "server.address=127.0.0.1"})
@ContextConfiguration(initializers = WebTest.FreshDatabase.class)
@ActiveProfiles("demo")
// Each class has a database of its own.
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Browser {
  static final int DESKTOP = 1280;
  static final int PHONE = 390;

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path AXE = Path.of("node_modules/axe-core/axe.min.js");
  private static final List<String> FLAGS =
      List.of(
          "--no-sandbox",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  @LocalServerPort protected int port;

  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<String> strays = new ArrayList<>();
  private com.microsoft.playwright.@org.jspecify.annotations.Nullable Browser chromium;

  @BeforeAll
  void startBrowser() {
    assumeTrue(
        Files.isExecutable(CHROMIUM),
        "Chromium is not installed at " + CHROMIUM + ": the browser tests are skipped");
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    open.add(playwright);
    chromium =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM).setArgs(FLAGS));
  }

  @AfterAll
  void stopBrowser() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  @BeforeEach
  void forget() {
    strays.clear();
  }

  /** No page asked another server for anything, and none had an error in its console. */
  @AfterEach
  void nothingStrayed() {
    assertThat(strays).isEmpty();
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  /** A page of that width, signed in. */
  Page signedIn(String account, int width) {
    BrowserContext context =
        Objects.requireNonNull(chromium)
            .newContext(
                new com.microsoft.playwright.Browser.NewContextOptions()
                    .setViewportSize(width, width == PHONE ? 844 : 900));
    Page page = context.newPage();
    // A page is there in a second or two; a machine that builds other things beside may need long.
    page.setDefaultTimeout(60_000);
    page.onRequest(
        request -> {
          if (!request.url().startsWith(address()) && request.url().startsWith("http")) {
            strays.add("asked elsewhere: " + request.url());
          }
        });
    page.onConsoleMessage(
        message -> {
          // A form that is refused answers so, and the browser tells of it.
          boolean refused = message.text().contains("the server responded with a status of 422");
          if (message.type().equals("error") && !refused) {
            strays.add(page.url() + ": " + message.text());
          }
        });
    page.onPageError(error -> strays.add(page.url() + ": " + error));
    page.navigate(address() + "/sign-in");
    page.locator("form:has(input[value='" + account + "']) button").click();
    page.waitForURL(address() + "/");
    return page;
  }

  /** Opens a page and waits until it, and the map that it may have, are drawn. */
  void visit(Page page, String path) {
    page.navigate(address() + path);
    page.waitForLoadState(LoadState.LOAD);
    if (page.locator("#map[data-source]").count() > 0) {
      page.waitForSelector("#map[data-drawn=true]");
    }
  }

  /** The page is readable by everybody, fits its width, and is kept as a picture when asked for. */
  void check(Page page, String name) {
    String violations = violations(page);
    assertThat(violations).as("serious or critical violations on " + page.url()).isEmpty();
    Object overflow =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("%s is wider than the screen", page.url()).isEqualTo(0);
    String folder = System.getenv("MUSTER_SCREENSHOTS");
    if (folder != null) {
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of(folder, name + "-" + page.viewportSize().width + ".png")));
    }
  }

  private static String violations(Page page) {
    try {
      // Evaluated, not added as a script element, which the page's own policy would refuse.
      page.evaluate(Files.readString(AXE));
    } catch (IOException e) {
      throw new IllegalStateException("axe-core is not in " + AXE.toAbsolutePath(), e);
    }
    return (String)
        page.evaluate(
            """
            async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
              .filter((v) => v.impact === "serious" || v.impact === "critical")
              .map((v) => v.id + ": " + v.help + " at " + v.nodes.slice(0, 3)
                .map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(", "))
              .join("\\n")
            """);
  }
}
