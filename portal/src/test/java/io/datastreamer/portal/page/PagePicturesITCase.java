package io.datastreamer.portal.page;

import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.portal.AnsweringJob;
import io.datastreamer.portal.TestKeys;
import io.datastreamer.portal.TestPortal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Takes the documentation's screenshots, {@code docs/images}: only with {@code -Ddocs.images=true}. */
@EnabledIfSystemProperty(named = "docs.images", matches = "true")
class PagePicturesITCase {
    private static final Path IMAGES = Path.of("..", "docs", "images");
    private static final long ORGANISATION = 100_101;
    private static final String SAID = "HTTP 503: upstream is restarting";
    private static final String DOCUMENT =
            "[{\"id\":9130,\"alert\":false,\"description\":\"PDP Context deleted.\",\"timestamp\":\"2026-11-20T10:00:00.000+0000\","
                    + "\"event_type\":{\"id\":5,\"description\":\"Delete PDP Context\"},\"organisation\":{\"id\":100101,\"name\":\"Example\"}}]";

    private static final Duration WATCHED = Duration.ofSeconds(150);

    /** Streams such as customers have, at places that do not exist. */
    private static final List<String> STREAMS = List.of(
            stream(
                    "fleet",
                    "Fleet telemetry",
                    "USAGE_AND_EVENTS",
                    "REST_API_BULK",
                    "\"url\":\"https://ingest.example.com/v2/sims\",\"max_records\":2000,\"authorization\":\"Bearer example-of-a-token\","
                            + "\"signing_secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\""),
            stream(
                    "archive",
                    "Data lake",
                    "USAGE",
                    "AWS_S3",
                    "\"bucket\":\"example-sim-archive\",\"prefix\":\"usage\",\"access_key_id\":\"AKIAEXAMPLE\",\"secret_access_key\":\"example-of-a-key\""),
            stream(
                    "analytics",
                    "Analytics",
                    "EVENTS",
                    "AWS_KINESIS",
                    "\"region\":\"eu-central-1\",\"stream_name\":\"sim-events\",\"access_key_id\":\"AKIAEXAMPLE\",\"secret_access_key\":\"example-of-a-key\""),
            stream(
                    "alerts",
                    "Alerting",
                    "EVENTS",
                    "REST_API",
                    "\"url\":\"https://alerts.example.org/hooks/sims\",\"authorization\":\"Bearer example-of-a-token\""),
            stream(
                    "costs",
                    "Cost dashboard",
                    "USAGE",
                    "DATADOG",
                    "\"site\":\"datadoghq.eu\",\"api_key\":\"exampleofakey\",\"application_key\":\"exampleofakey\""),
            stream(
                    "keen",
                    "Ad-hoc queries",
                    "USAGE_AND_EVENTS",
                    "KEEN_IO",
                    "\"project_key\":\"5f3c9a71d2e0\",\"write_key\":\"example-of-a-key\""));

    @Test
    void takesThem(@TempDir Path directory) throws Exception {
        ChromeDriver browser = Chromium.start();
        Keyset keys = Keyset.create();
        SealedBodies bodies = new SealedBodies(keys);
        Path keyset = Files.writeString(directory.resolve("keyset.json"), keys.toJson());
        try (TestPortal portal = TestPortal.start(
                        "--login.links=" + ORGANISATION,
                        "--secrets.allow-plain=true",
                        "--mail.host=localhost",
                        "--mail.from=no-reply@example.org",
                        "--secrets.keyset=file:" + keyset);
                SmallJob job = new SmallJob(portal.broker().address(), portal.topics());
                AnsweringJob answering = new AnsweringJob(portal, each -> AnsweringJob.withAnEvent(each, "fleet"))) {
            for (String stream : STREAMS) {
                portal.broker().send(portal.streamsTopic(), stream.split("\"", -1)[3], stream.getBytes(UTF_8));
            }
            notices(portal);
            Page page = new Page(browser, portal.url());
            String link = portal.loginLinks().get(0);
            page.emulate(1360, 860, false);
            page.prefer("light");
            page.open(link.substring(link.indexOf("#/login/")));
            page.seesState("Cost dashboard", "Running");
            somethingHappens(job, bodies);
            take(browser, page, "list");
            page.press(By.linkText("Analytics"));
            take(browser, page, "stream");
            page.press("All data streams");
            page.press(By.linkText("Fleet telemetry"));
            page.press(By.cssSelector(".ledger-actions button"));
            page.press(By.cssSelector(".ledger-open"));
            page.script("document.querySelector('.ledger-card').scrollIntoView(); return 0");
            take(browser, page, "ledger");
            page.script("scrollTo(0, 0); return 0");
            page.press("All data streams");
            page.press(By.linkText("Alerting"));
            page.sees("503 Unavailable");
            take(browser, page, "failing");
            page.press(By.cssSelector(".attempts .attempt-open"));
            page.sees("upstream is restarting");
            page.script("document.querySelector('.exchange').scrollIntoView(); scrollTo(0, 0); return 0");
            take(browser, page, "attempt");
            page.press("Close");
            page.seesNoDialog();
            page.press("All data streams");
            page.press("Notices");
            page.sees("alerts-team@example.org: sent");
            take(browser, page, "notices");
            page.press("All data streams");
            page.press("New data stream");
            page.choose("AWS S3");
            page.fill("Name", "Data lake");
            take(browser, page, "new");
            page.load("#/");
            page.emulate(390, 844, true);
            page.seesState("Alerting", "Failing");
            take(browser, page, "phone");
        } finally {
            browser.quit();
        }
        try (var images = Files.list(IMAGES)) {
            assertThat(images.filter(file -> file.toString().endsWith(".png"))).hasSizeGreaterThanOrEqualTo(14);
        }
    }

    /** What customers do besides watching; nothing needs to happen for these. */
    @Test
    void takesThoseOfTheWorkbench() throws Exception {
        ChromeDriver browser = Chromium.start();
        try (TestPortal portal = TestPortal.start("--login.links=" + ORGANISATION, "--secrets.allow-plain=true");
                SmallJob job = new SmallJob(portal.broker().address(), portal.topics());
                AnsweringJob answering = new AnsweringJob(portal, each -> AnsweringJob.withAnEvent(each, "fleet"))) {
            for (String stream : STREAMS) {
                portal.broker().send(portal.streamsTopic(), stream.split("\"", -1)[3], stream.getBytes(UTF_8));
            }
            String fetched = portal.create(ORGANISATION, """
                            {"name": "Nightly import", "stream_type": "EVENTS", "api_type": "PULL", "settings": {}}
                            """).text("/id");
            Page page = new Page(browser, portal.url());
            String link = portal.loginLinks().get(0);
            page.emulate(1360, 860, false);
            page.prefer("light");
            page.open(link.substring(link.indexOf("#/login/")));
            page.seesState("Cost dashboard", "Running");
            job.happens("Fleet telemetry", status -> SmallJob.delivered(status, 4_182_734));
            page.go("#/streams/fleet");
            page.press("New signing secret");
            page.find(By.xpath("//dialog//button[contains(., 'Make the secret')]"));
            take(browser, page, "secret");
            page.press("Close");
            page.seesNoDialog();
            page.go("#/streams/" + fetched);
            page.find(By.cssSelector(".fetch-steps"));
            take(browser, page, "fetch");
            page.go("#/documents");
            page.press(By.cssSelector(".documents-form .primary"));
            page.press(By.cssSelector(".documents tbody button"));
            page.find(By.cssSelector(".documents-streams button"));
            take(browser, page, "document");
            page.press("Close");
            page.seesNoDialog();
            page.go("#/streams/alerts/edit");
            page.press(By.xpath("//summary[contains(., 'No filter')]"));
            page.press(By.xpath("//label[normalize-space()='Critical']"));
            page.choose("Alerts only");
            page.fill("Tags", "north\nfleet 7");
            page.fill("ICCIDs", "8988303001234560001\n8988303001234560002");
            page.fill("Countries", "de fr");
            page.script("document.querySelector('.filter-fields').scrollIntoView(); return 0");
            take(browser, page, "filters");
            assertThat(answering.asked).isNotEmpty();
        } finally {
            browser.quit();
        }
    }

    /** The recipients of notices, and sent notices. */
    private static void notices(TestPortal portal) throws Exception {
        assertThat(portal.call(
                                "PATCH",
                                "/api/v1/notices",
                                TestKeys.token(ORGANISATION),
                                "{\"emails\": [\"alerts-team@example.org\", \"on-call@example.org\"],"
                                        + " \"webhook\": {\"url\": \"https://alerts.example.org/notices\"}}",
                                Map.of())
                        .status())
                .isEqualTo(200);
        Instant now = Instant.now();
        SentNotices.tell(portal, ORGANISATION, 0, "FAILING", now.minusSeconds(5000), "SENT");
        SentNotices.tell(portal, ORGANISATION, 1, "RECOVERED", now.minusSeconds(3100), "SENT");
        SentNotices.tell(portal, ORGANISATION, 2, "FAILING", now.minusSeconds(60), "FAILED");
    }

    /** A part of the streams' life, long enough for the charts to show something. */
    private static void somethingHappens(SmallJob job, SealedBodies bodies) {
        Random random = new Random(7);
        Instant begin = Instant.now();
        job.happens("Fleet telemetry", status -> SmallJob.delivered(status, 4_182_734));
        job.happens("Data lake", status -> SmallJob.delivered(status, 903_441));
        job.happens(
                "Cost dashboard",
                status -> SmallJob.with(SmallJob.delivered(status, 77_120), State.RUNNING, 202, null));
        job.happens("Analytics", status -> SmallJob.delivered(status, 1_250_332));
        job.happens(
                "Ad-hoc queries", status -> SmallJob.with(SmallJob.delivered(status, 30_881), State.PAUSED, 200, null));
        job.happens("Alerting", status -> SmallJob.with(SmallJob.delivered(status, 1_209), State.FAILING, 503, SAID));
        await().atMost(WATCHED.plusSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    double part =
                            (double) Duration.between(begin, Instant.now()).toMillis() / WATCHED.toMillis();
                    int records = (int) (300 + 120 * Math.sin(part * 9) + random.nextInt(60));
                    job.happens("Fleet telemetry", status -> SmallJob.delivered(status, 40 + random.nextInt(20)));
                    job.happens(
                            "Analytics",
                            status -> SmallJob.catchingUp(
                                    SmallJob.delivered(status, records),
                                    (long) (90_000 * (1 - part * 0.6)),
                                    Duration.ofSeconds((long) (21_000 * (1 - part * 0.7)))));
                    job.attempts(attempt(job, "Analytics", records, 200, null));
                    if (random.nextInt(12) == 0) {
                        job.attempts(attempt(job, "Alerting", 1, 503, SAID)
                                .withExchange(SmallJob.exchange(
                                        bodies.seal(
                                                DOCUMENT.getBytes(UTF_8), ORGANISATION, "alerts", SealedBodies.REQUEST),
                                        bodies.seal(
                                                "upstream is restarting".getBytes(UTF_8),
                                                ORGANISATION,
                                                "alerts",
                                                SealedBodies.RESPONSE))));
                    }
                    return part >= 1;
                });
    }

    private static DeliveryAttempt attempt(
            SmallJob job, String name, int records, int remoteStatus, @Nullable String error) {
        return SmallJob.attempt(Objects.requireNonNull(job.idOf(name)), records, remoteStatus, error);
    }

    private static void take(ChromeDriver browser, Page page, String name) throws Exception {
        Files.createDirectories(IMAGES);
        for (String theme : List.of("light", "dark")) {
            page.prefer(theme);
            page.script("document.activeElement.blur(); document.getElementById('toasts').replaceChildren(); return 0");
            Files.write(
                    IMAGES.resolve("portal-" + name + "-" + theme + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        }
        page.prefer("light");
    }

    private static String stream(String id, String name, String type, String api, String settings) {
        return "{\"id\":\"%s\",\"organisation_id\":%d,\"name\":\"%s\",\"stream_type\":\"%s\",\"api_type\":\"%s\",\"settings\":{%s},\"state\":\"%s\",\"created_at\":\"2026-01-12T08:12:13Z\"}"
                .formatted(id, ORGANISATION, name, type, api, settings, id.equals("keen") ? "PAUSED" : "RUNNING");
    }
}
