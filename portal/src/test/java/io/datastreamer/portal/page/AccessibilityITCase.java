package io.datastreamer.portal.page;

import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.portal.AnsweringJob;
import io.datastreamer.portal.TestKeys;
import io.datastreamer.portal.TestPortal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Checks every view of the page with axe, in both languages and both themes, on a desktop and a phone: it must find no
 * fault.
 */
@Timeout(600)
class AccessibilityITCase {
    private static final long ORGANISATION = 100_401;
    private static final Path AXE = Path.of(
            System.getProperty("test-tools.directory", "../test-tools"), "node_modules", "axe-core", "axe.min.js");
    private static final Path PICTURES = Path.of("target", "page-pictures");

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ['violations']}).then(
              found => done(found.violations.flatMap(each => each.nodes.map(node => each.id + ': ' + node.html.slice(0, 200) + ' '
                  + node.failureSummary)).join('\\n')),
              fault => done(String(fault)));
            """;

    private final List<String> findings = new ArrayList<>();

    private static ChromeDriver browser;
    private static TestPortal portal;
    private static Page page;

    @BeforeAll
    static void start() throws Exception {
        NodeTools.require("axe-core");
        portal = TestPortal.start("--login.links=" + ORGANISATION);
        browser = Chromium.start();
        page = new Page(browser, portal.url());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
            portal.close();
        }
    }

    @Test
    void axeFindsNothing() throws Exception {
        try (SmallJob job = new SmallJob(portal.broker().address(), portal.topics())) {
            portal.post("/api/v1/keys", TestKeys.token(ORGANISATION), "{\"name\": \"nightly\"}");
            portal.create(ORGANISATION, """
                    {"name": "Looked at", "stream_type": "USAGE_AND_EVENTS", "api_type": "REST_API_BULK",
                     "settings": {"url": "https://example.com/sims", "authorization": "Bearer a"}}
                    """);
            String link = portal.loginLinks().get(0);
            page.emulate(1440, 900, false);
            page.prefer("light");
            page.open("#/");
            page.seesHeading("Please sign in");
            look("login", "en");
            page.open(link.substring(link.indexOf("#/login/")));
            page.seesState("Looked at", "Running");
            String id = Objects.requireNonNull(job.idOf("Looked at"));
            job.attempts(SmallJob.attempt(id, 7).withExchange(SmallJob.exchange(null, null)));
            SentNotices.tell(portal, ORGANISATION, 0, "RECOVERED", Instant.now(), "FAILED");
            job.attempts(SmallJob.attempt(id, 7, 503, "HTTP 503: no room").withExchange(SmallJob.exchange(null, null)));
            String fetched = portal.create(ORGANISATION, """
                            {"name": "Fetched", "stream_type": "EVENTS", "api_type": "PULL", "settings": {}}
                            """).text("/id");
            try (AnsweringJob answering = new AnsweringJob(portal, each -> AnsweringJob.withAnEvent(each, id))) {
                everyPlace(id, fetched, "en", "24 hours");
                page.go("#/");
                page.press("DE");
                page.prefer("dark");
                page.emulate(390, 844, true);
                everyPlace(id, fetched, "de", "24 Stunden");
                assertThat(answering.asked).hasSizeGreaterThan(3);
            }
            assertThat(findings).isEmpty();
        }
    }

    private void everyPlace(String id, String fetched, String language, String day) throws Exception {
        page.go("#/");
        page.find(By.cssSelector("table.streams"));
        look("list", language);
        page.go("#/streams/" + id);
        page.find(By.cssSelector(".attempts .attempt-open"));
        look("stream", language);
        page.press(By.cssSelector(".ledger-actions button"));
        page.press(By.cssSelector(".ledger-open"));
        page.script("document.querySelector('.ledger-card details').open = true; return 0");
        page.script("document.querySelector('.ledger-card').scrollIntoView(); return 0");
        look("ledger", language);
        page.script("window.scrollTo(0, 0); return 0");
        page.press(day);
        page.find(By.cssSelector(".chart-failed svg"));
        look("stream-day", language);
        page.press(By.cssSelector(".attempts .attempt-open"));
        page.find(By.cssSelector(".dialog-drawer .exchange pre"));
        look("attempt", language);
        page.go("#/streams/" + id + "/edit");
        page.find(By.cssSelector(".dialog-form summary"));
        page.script("document.querySelectorAll('dialog details').forEach(each => (each.open = true)); return 0");
        look("edit", language);
        page.script("document.querySelector('.filter-fields').scrollIntoView(); return 0");
        look("filters", language);
        page.script("document.querySelector('dialog .form-more-actions > .button').click(); return 0");
        page.find(By.cssSelector(".catalogue details"));
        look("catalogue", language);
        page.script("document.querySelector('dialog .form-more-actions > .button:last-child').click(); return 0");
        page.find(By.cssSelector(".preview li"));
        look("preview", language);
        page.go("#/streams/" + fetched);
        page.find(By.cssSelector(".fetch-steps"));
        look("fetched", language);
        page.go("#/documents");
        page.press(By.cssSelector(".documents-form .primary"));
        page.find(By.cssSelector(".documents tbody button"));
        look("documents", language);
        page.press(By.cssSelector(".documents tbody button"));
        page.find(By.cssSelector(".documents-streams button"));
        look("document", language);
        page.go("#/keys");
        page.find(By.cssSelector(".keys tbody tr"));
        look("keys", language);
        page.press(By.cssSelector(".page-head .primary"));
        page.find(By.cssSelector("dialog #key-name"));
        look("new-key", language);
        page.go("#/notices");
        page.find(By.cssSelector(".notices-recent li"));
        look("notices", language);
        page.go("#/streams/" + id);
        page.press(By.cssSelector(".notices-card > .button:not([disabled])"));
        page.choose(language.equals("en") ? "otherwise" : "anders");
        page.find(By.cssSelector("dialog .checks"));
        look("stream-notices", language);
    }

    private void look(String place, String language) throws Exception {
        Files.createDirectories(PICTURES);
        Files.write(PICTURES.resolve(place + "-" + language + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        if (Boolean.FALSE.equals(page.script("return 'axe' in window"))) {
            page.script(Files.readString(AXE) + "; return 0");
        }
        String found = String.valueOf(browser.executeAsyncScript(RUN));
        if (!found.isEmpty()) {
            findings.add(place + ", " + language + ": " + found);
        }
    }
}
