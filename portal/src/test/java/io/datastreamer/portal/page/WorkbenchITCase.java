package io.datastreamer.portal.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttempt.Outcome;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import io.datastreamer.portal.Answer;
import io.datastreamer.portal.AnsweringJob;
import io.datastreamer.portal.TestKeys;
import io.datastreamer.portal.TestPortal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import static org.assertj.core.api.Assertions.assertThat;

/** The page for those who examine what was sent: attempts, and the types of events. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkbenchITCase {
    private static final long ORGANISATION = 100_301;
    /** A batch that is cut after a refusal: the whole, its halves, and the second half once more. */
    private static final List<int[]> CUT =
            List.of(new int[] {1, 4}, new int[] {1, 2}, new int[] {3, 4}, new int[] {3, 4});

    private ChromeDriver browser;
    private TestPortal portal;
    private SmallJob job;
    private Page page;

    @RegisterExtension
    final AfterTestExecutionCallback picture = test -> {
        if (test.getExecutionException().isPresent()) {
            Path file =
                    Path.of("target", "page-failures", test.getDisplayName().replaceAll("[^A-Za-z]+", "-") + ".png");
            Files.createDirectories(file.getParent());
            Files.write(file, browser.getScreenshotAs(OutputType.BYTES));
        }
    };

    @BeforeAll
    void start() throws Exception {
        browser = Chromium.start();
        portal = TestPortal.start(
                "--login.links=" + ORGANISATION,
                "--egress.allow=127.0.0.1",
                "--mail.host=localhost",
                "--mail.from=no-reply@example.org");
        job = new SmallJob(portal.broker().address(), portal.topics());
        page = new Page(browser, portal.url());
        page.emulate(1440, 900, false);
        String link = portal.loginLinks().get(0);
        page.open(link.substring(link.indexOf("#/login/")));
        page.seesHeading("Data streams");
    }

    @AfterAll
    void stop() throws Exception {
        browser.quit();
        job.close();
        portal.close();
    }

    @Test
    void attemptsAreARowForEachBatchPagedFilteredAndShownWhole() {
        String id = create("Attempts");
        for (int i = 0; i < 120; i++) {
            DeliveryAttempt attempt = SmallJob.attempt(id, 7);
            job.attempts(i == 0 ? attempt.withExchange(SmallJob.exchange(null, null)) : attempt);
        }
        for (int i = 0; i < CUT.size(); i++) {
            int[] part = CUT.get(i);
            job.attempts(part(id, part[0], part[1], i == CUT.size() - 1 ? Outcome.DELIVERED : Outcome.CONTENT_REFUSED));
        }
        page.go("#/streams/" + id);
        page.sees("4 attempts");
        page.press("Show older");
        page.eventually(() -> assertThat(rows()).isEqualTo(121));

        page.press("4 attempts");
        page.eventually(() -> assertThat(rows()).isEqualTo(124));
        page.press(By.cssSelector(".attempt-part .attempt-open"));
        page.sees("Delivery attempt");
        page.sees("4 attempts at this batch, newest first");
        page.sees("refuses 3 to 4");
        page.press("Close");
        page.seesNoDialog();
        page.press("4 attempts");

        choose("Outcome", "Content refused");
        page.eventually(() -> assertThat(rows()).isEqualTo(1));
        page.sees("3 attempts");
        // a new attempt is shown where it fits
        job.attempts(SmallJob.attempt(id, 11));
        job.attempts(part(id, 9, 9, Outcome.CONTENT_REFUSED));
        page.eventually(() -> assertThat(rows()).isEqualTo(2));
        choose("Outcome", "All failures");
        choose("Documents", "Usage Data");
        page.sees("No attempt matches.");
        choose("Documents", "All");
        page.eventually(() -> assertThat(rows()).isEqualTo(2));

        page.script("scrollTo(0, 0); return 0");
        page.press("7 days");
        page.find(By.cssSelector("[aria-label^='Documents delivered in the last 7 days: 853,']"));
        page.find(By.cssSelector("[aria-label^='Failed attempts in the last 7 days: 4,']"));
        page.find(By.cssSelector(
                "[aria-label='Answer time in the last 7 days, by the hour: at most 118 ms on average.']"));
        fits(390, "DE");
    }

    @Test
    void anAttemptShowsWhatWentOverTheWire() {
        String id = create("Wire");
        Exchange told = SmallJob.exchange(null, null);
        Exchange exchange = new Exchange(
                told.request(),
                new Exchange.Response(422, List.of(new Exchange.Header("X-<b>", "<i>bold</i>")), false, null),
                new Exchange.Timing(12L, 34L, null, 56L, 78));
        job.attempts(part(id, 1, 2, Outcome.CONTENT_REFUSED).withExchange(exchange));
        page.go("#/streams/" + id);
        page.sees("refuses 1 to 2");
        page.press(By.cssSelector(".attempt-open"));
        page.sees("POST /hooks/sims?*** HTTP/1.1");
        page.sees("X-<b>: <i>bold</i>");
        page.sees("*** stands for what is secret or may be.");
        page.sees("No body is kept of it.");
        assertThat(page.find(By.cssSelector(".exchange dl")).getText().lines())
                .containsSubsequence("Name lookup", "12 ms", "Connecting", "34 ms", "Until the end", "78 ms")
                .doesNotContain("TLS");
        page.press("Close");
        page.seesNoDialog();
    }

    @Test
    void theFormSaysWhatEachEventTypeMeans() {
        page.go("#/new");
        page.sees("Create data stream");
        page.choose("Events");
        page.press(By.xpath("//summary[contains(., 'Event types')]"));
        page.sees("A data connection was closed; the event has its volume.");
        page.press("Meanings and examples");
        page.press(By.xpath("//summary[contains(., 'Delete PDP Context')]"));
        page.sees("\"description\": \"PDP Context deleted.\"");
        page.press("Close");
        page.press(By.xpath("//label[contains(., 'Delete PDP Context')]"));
        page.sees("1 event type");
        page.press("Cancel");
        page.press("Discard");
        page.seesNoDialog();
    }

    @Test
    void filtersAreEnteredTriedAndKept() throws Exception {
        String id = create("Filtered");
        String path = "/api/v1/streams/" + id;
        try (AnsweringJob answering = new AnsweringJob(portal, each -> AnsweringJob.withAnEvent(each, id))) {
            page.go("#/streams/" + id + "/edit");
            page.press(By.xpath("//summary[contains(., 'No filter')]"));
            page.press(By.xpath("//label[normalize-space()='Warn']"));
            page.choose("Alerts only");
            page.fill("Tags", " north\nmeter 7");
            page.fill("ICCIDs", "8988303001234560001\n89883030012345600029, 898");
            page.fill("Countries", "DE fr");
            page.press("Save");
            page.eventually(() -> assertThat(page.error("ICCIDs")).isEqualTo("898 is not an ICCID of 19 digits"));
            page.fill("ICCIDs", "8988303001234560001\n89883030012345600029");
            page.press("Preview");
            page.sees("What these filters let through");
            page.sees("Update location");
            page.press("Close");
            page.press("Save");
            page.seesNoDialog();
            Filters wanted = new Filters(
                    null,
                    Set.of(Severity.WARN),
                    true,
                    Set.of("meter 7", "north"),
                    Iccids.of(Set.of("8988303001234560001", "8988303001234560002")),
                    Set.of("de", "fr"));
            assertThat(answering.asked)
                    .extracting(Question::ask)
                    .filteredOn(Question.Find.class::isInstance)
                    .extracting(ask -> ((Question.Find) ask).filters())
                    .isNotEmpty()
                    .containsOnly(wanted);
            assertThat(portal.get(path, TestKeys.token(ORGANISATION)).json().get("filters"))
                    .hasToString("{\"event_types\":null,\"severities\":[\"WARN\"],\"alert\":true,"
                            + "\"tags\":[\"meter 7\",\"north\"],"
                            + "\"iccids\":[\"8988303001234560001\",\"8988303001234560002\"],"
                            + "\"countries\":[\"de\",\"fr\"]}");
        }
        page.go("#/streams/" + id);
        page.sees("8988303001234560001, 8988303001234560002");
        fits(390, "DE");
        page.go("#/streams/" + id + "/edit");
        page.press(By.xpath("//summary[contains(., '5 filters')]"));
        page.fill("Tags", "");
        page.press("Save");
        page.seesNoDialog();
        JsonNode filters = portal.get(path, TestKeys.token(ORGANISATION)).json().get("filters");
        assertThat(filters.get("tags").isNull()).isTrue();
        assertThat(filters.get("iccids")).hasSize(2);
    }

    /** Nothing is beyond the edge of a phone, except what scrolls. */
    private void fits(int width, String language) {
        page.emulate(width, 844, true);
        page.press(language);
        page.eventually(() -> assertThat(page.script("return document.documentElement.scrollWidth"))
                .isEqualTo((long) width));
        page.press("EN");
        page.emulate(1440, 900, false);
    }

    @Test
    void keysAreMadeShownOnceAndRevoked() {
        page.go("#/");
        page.press("API keys");
        page.seesHeading("API keys");
        page.sees("No keys yet.");
        page.press("New API key");
        page.press("Make the key");
        page.sees("Please fill in this field.");
        page.fill("Name", "<b>nightly</b>");
        page.choose("look and change");
        page.press("Make the key");
        String key = page.find(By.cssSelector("dialog pre")).getText();
        assertThat(portal.get("/api/v1/session", key).text("/subject")).isEqualTo("key <b>nightly</b>");
        page.press("Close");
        page.seesNoDialog();
        page.sees("<b>nightly</b>");
        assertThat(browser.getPageSource()).doesNotContain(key);
        fits(390, "DE");
        page.press("Revoke: <b>nightly</b>");
        page.press("Revoke the key");
        page.sees("No keys yet.");
        assertThat(portal.get("/api/v1/session", key).status()).isEqualTo(401);
    }

    @Test
    void aDocumentIsFoundAndSentOnceMore() throws Exception {
        String id = create("Once more");
        Instant came = Instant.parse("2026-11-20T10:00:00Z");
        job.attempts(tried(id, came.plusSeconds(1), "3.10", "3.20", Outcome.TRY_AGAIN, 503, "no room"));
        job.attempts(tried(id, came.plusSeconds(2), "3.15", "3.20", Outcome.TRY_AGAIN, 501, "not this one"));
        job.attempts(tried(id, came.plusSeconds(3), "3.10", "3.14", Outcome.DELIVERED, 200, null));
        job.attempts(tried(id, came.plusSeconds(4), "3.15", "4.0", Outcome.DELIVERED, 200, null));
        try (AnsweringJob answering = new AnsweringJob(portal, each -> AnsweringJob.withAnEvent(each, id))) {
            page.go("#/");
            page.press("Documents");
            page.seesHeading("Documents");
            page.fill("ICCID", "89x");
            page.press("Search");
            page.sees("must be 5 to 20 digits");
            page.fill("ICCID", "8988303000000000001");
            page.press("Search");
            page.sees("Update location");
            page.sees("1 document");
            page.press("Open document 4711");
            page.press("Attempts: Once more");
            page.eventually(() -> assertThat(
                            page.find(By.cssSelector(".documents-attempts ul")).getText())
                    .containsSubsequence("Delivered", "200", "Tries again", "503", "no room")
                    .doesNotContain("501"));
            page.press("Send again: Once more");
            page.sees("Document 4711 goes to “Once more” once more.");
            assertThat(answering.asked)
                    .extracting(Question::ask)
                    .contains(new Question.SendAgain(id, RecordKind.EVENT, "3.14"));
        }
        page.press("Close");
        fits(390, "DE");
    }

    @Test
    void theStatementOpensToItsHours() throws Exception {
        String id = create("Counted");
        try (AnsweringJob answering = new AnsweringJob(portal, each -> AnsweringJob.withAnEvent(each, id))) {
            page.go("#/streams/" + id);
            page.press("Make the statement");
            page.sees("of 1,300 documents that came in, the filter left out 79");
            page.sees("Other times");
            assertThat(browser.findElements(By.cssSelector(".ledger .attempt-part")))
                    .isEmpty();
            page.press(By.cssSelector(".ledger-open"));
            page.sees("1,190");
            assertThat(browser.findElements(By.cssSelector(".ledger .attempt-part")))
                    .hasSize(1);
            assertThat(page.find(By.cssSelector(".ledger-actions a")).getAttribute("href"))
                    .endsWith("/api/v1/streams/" + id + "/ledger?format=csv");
            assertThat(answering.asked).extracting(Question::ask).hasAtLeastOneElementOfType(Question.Ledger.class);
        }
        fits(390, "DE");
    }

    @Test
    void whoIsToldWhatIsSetAndTried() {
        page.go("#/notices");
        page.seesHeading("Notices");
        page.sees("Nothing has been told yet.");
        page.press("Send a test");
        page.sees("There is nobody to send to");
        page.fill("E-mail addresses", "nobody");
        page.press("Save");
        page.eventually(() -> assertThat(page.error("E-mail addresses")).contains("at most 10 addresses"));
        page.fill("E-mail addresses", "");
        page.fill("Failing for, in minutes", "30");
        page.fill("Webhook URL", "https://example.com/notices?key=of-the-hook");
        page.fill("Webhook authorization", "Bearer hush");
        page.press(By.cssSelector("input[value=SIZE_LIMIT]"));
        page.press("Save");
        page.eventually(() -> assertThat(portal.get("/api/v1/notices", TestKeys.token(ORGANISATION))
                        .text("/webhook/url"))
                .isEqualTo("https://example.com/notices"));
        Answer set = portal.get("/api/v1/notices", TestKeys.token(ORGANISATION));
        assertThat(set.text("/failing_after_minutes")).isEqualTo("30");
        assertThat(set.json().get("kinds").toString())
                .doesNotContain("SIZE_LIMIT")
                .contains("PAUSED");
        page.press("New signing secret");
        page.press("Make the secret");
        assertThat(page.find(By.cssSelector("dialog pre")).getText()).startsWith("whsec_");
        page.press("Close");
        page.seesNoDialog();
        fits(390, "DE");

        String id = create("Less important");
        page.go("#/streams/" + id);
        page.sees("As for the organisation.");
        page.press("Change");
        page.choose("otherwise");
        page.fill("Failing for, in minutes", "90");
        page.press("Save");
        page.sees("Failing for 90 minutes");
        page.press("Change");
        page.choose("nothing");
        page.press("Save");
        page.sees("Nothing is told of this data stream.");
        page.eventually(() -> assertThat(portal.get("/api/v1/streams/" + id + "/notices", TestKeys.token(ORGANISATION))
                        .text("/enabled"))
                .isEqualTo("false"));
    }

    /**
     * Creates a secret, and replaces it by another that signs beside it: both signatures are sent for the chosen time.
     */
    @Test
    void aSigningSecretIsMadeShownOnceAndRotated() throws Exception {
        try (Receiver receiver = new Receiver(Reply.of(200, "ok"))) {
            String id = create("Signed", receiver.url("/in"));
            page.go("#/streams/" + id);
            String first = newSecret("HMAC: one secret for both sides", null);
            assertThat(first).startsWith("whsec_");
            page.go("#/streams/" + id);
            String second = newSecret("Ed25519: you get a public key", "72 hours");
            assertThat(second).startsWith("whpk_");
            // neither is shown again
            assertThat(browser.getPageSource()).doesNotContain(first, second);
            assertThat(portal.get("/api/v1/streams/" + id, TestKeys.token(ORGANISATION))
                            .body())
                    .doesNotContain(first, second);
            page.press("Test delivery");
            page.press("Send a sample");
            page.sees("Taken");
            page.press("Close");
            page.seesNoDialog();
            // by the second, and by the first, which still signs
            assertThat(receiver.received().get(0).headers().get("webhook-signature"))
                    .matches("v1a,[A-Za-z0-9+/]{86}== v1,[A-Za-z0-9+/]{43}=");

            page.go("#/streams/" + id);
            String third = newSecret("HMAC: one secret for both sides", "0 hours");
            page.press("Test delivery");
            page.press("Send a sample");
            page.sees("Taken");
            page.press("Close");
            page.seesNoDialog();
            Received last = receiver.received().get(1);
            assertThat(last.headers().get("webhook-signature")).isEqualTo(last.signature(third));
            page.eventually(() ->
                    assertThat(page.find(By.className("activity")).getText()).contains("New signing secret"));
        }
    }

    private String newSecret(String algorithm, @Nullable String overlap) {
        page.press("New signing secret");
        page.choose(algorithm);
        if (overlap == null) {
            assertThat(browser.findElements(By.name("overlap"))).isEmpty();
        } else {
            page.choose(overlap);
        }
        page.press("Make the secret");
        String made = page.find(By.cssSelector("dialog pre")).getText();
        assertThat(page.shown(By.xpath("//dialog//*[contains(., 'The secret before signs, too, until')]"))
                        .isEmpty())
                .isEqualTo(overlap == null || overlap.equals("0 hours"));
        page.press("Close");
        page.seesNoDialog();
        return made;
    }

    @Test
    void theStreamsPageTellsWhoChangedIt() {
        String id = create("Changed");
        page.go("#/streams/" + id);
        page.press("Pause");
        page.eventually(() -> assertThat(page.find(By.className("activity")).getText())
                .containsSubsequence("Paused", "login link", "Created"));
    }

    private void choose(String label, String option) {
        page.field(label)
                .findElement(By.xpath("./option[normalize-space()='" + option + "']"))
                .click();
    }

    private int rows() {
        return browser.findElements(By.cssSelector(".attempts tbody tr:not(.attempt-error)"))
                .size();
    }

    private String create(String name) {
        return create(name, "https://example.com/sims");
    }

    private String create(String name, String url) {
        portal.create(ORGANISATION, """
                {"name": "%s", "stream_type": "USAGE_AND_EVENTS", "api_type": "REST_API_BULK",
                 "settings": {"url": "%s"}}
                """.formatted(name, url));
        page.go("#/");
        page.seesState(name, "Running");
        return Objects.requireNonNull(job.idOf(name));
    }

    private static DeliveryAttempt tried(
            String id, Instant at, String first, String last, Outcome outcome, int status, @Nullable String error) {
        return new DeliveryAttempt(
                        id,
                        RecordKind.EVENT,
                        id + "/EVENT@" + first,
                        1,
                        2,
                        2,
                        1000,
                        1,
                        at,
                        12,
                        outcome,
                        status,
                        true,
                        error,
                        null)
                .withLastPlace(last);
    }

    private static DeliveryAttempt part(String id, int first, int last, Outcome outcome) {
        boolean refused = outcome != Outcome.DELIVERED;
        return new DeliveryAttempt(
                id,
                RecordKind.EVENT,
                id + "/EVENT@7." + first,
                -first,
                -last,
                last - first + 1L,
                1000,
                1,
                Instant.now(),
                12,
                outcome,
                refused ? 422 : 200,
                true,
                refused ? "refuses " + first + " to " + last : null,
                refused ? Instant.now() : null);
    }
}
