package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttempt.Outcome;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Attempts are looked up in the topic: page by page, filtered, including those from before the start. */
@Timeout(300)
class AttemptsITCase {
    private static final long ORGANISATION = 4101;
    private static final String TOKEN = TestKeys.token(ORGANISATION);
    /** One each two minutes: the last one starts at 08:19:58. */
    private static final Instant BEGIN = Instant.parse("2026-11-20T00:00:00Z");

    private static final int ATTEMPTS = 250;

    private static TestPortal portal;
    private static String path;

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start();
        String id = portal.create(
                        ORGANISATION,
                        "{\"name\": \"busy\", \"stream_type\": \"USAGE_AND_EVENTS\", \"api_type\": \"KEEN_IO\", \"settings\":"
                                + " {\"project_key\": \"abcd\", \"write_key\": \"abcd\"}}")
                .text("/id");
        path = "/api/v1/streams/" + id + "/attempts";
        for (int i = 0; i < ATTEMPTS; i++) {
            portal.broker().send(portal.topics() + "-attempts", id, attempt(id, i));
            portal.broker().send(portal.topics() + "-attempts", "other", attempt("other", i));
        }
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void pagesHoldEachAttemptOnceNewestFirst() throws Exception {
        assertThat(numbers(portal, "limit=70", 4)).isEqualTo(expected(i -> true));
        // a portal that starts now reads the past, too
        try (TestPortal later = TestPortal.startOn(portal.topics())) {
            assertThat(numbers(later, "limit=100", 3)).isEqualTo(expected(i -> true));
            assertThat(later.get(path, TOKEN).json().get("known_since").isNull())
                    .isTrue();
        }
    }

    @Test
    void theyAreFilteredByOutcomeKindAndTime() {
        assertThat(numbers(portal, "outcome=FAILED&limit=100", 1)).isEqualTo(expected(i -> i % 5 == 0));
        assertThat(numbers(portal, "outcome=CONTENT_REFUSED&limit=100", 1)).isEqualTo(expected(i -> i % 10 == 5));
        assertThat(numbers(portal, "record_kind=EVENT&outcome=TRY_AGAIN", 1))
                .isEqualTo(expected(i -> i % 10 == 0 && i % 3 == 0));
        assertThat(numbers(portal, "from=2026-11-20T01:00:00Z&to=2026-11-20T03:00:00%2B01:00&limit=20", 2))
                .isEqualTo(expected(i -> i >= 30 && i < 60));
    }

    @Test
    void thoseWithADocumentAreFoundByItsPlace() {
        assertThat(numbers(portal, "place=0.17&record_kind=USAGE", 1)).isEqualTo(expected(i -> i == 17));
        assertThat(numbers(portal, "place=0.17&record_kind=EVENT", 1)).isEmpty();
        assertThat(portal.get(path + "?place=17", TOKEN).errors()).containsKey("place");
    }

    @Test
    void whatIsNotAFilterIsRefused() {
        assertThat(portal.get(path + "?outcome=GOOD", TOKEN).errors()).containsKey("outcome");
        assertThat(portal.get(path + "?record_kind=CDR", TOKEN).errors()).containsKey("record_kind");
        assertThat(portal.get(path + "?from=yesterday", TOKEN).errors()).containsKey("from");
        assertThat(portal.get(path + "?to=-999999999-01-01T00:00:00Z", TOKEN).errors())
                .containsKey("to");
        assertThat(portal.get(path + "?after=1-2-3", TOKEN).errors()).containsKey("after");
        assertThat(portal.get(path + "?after=7-1", TOKEN).json().get("items")).isEmpty();
    }

    @Test
    void oneIsToldWithWhatWentOverTheWire(@TempDir Path directory) throws Exception {
        Keyset keys = Keyset.create();
        SealedBodies bodies = new SealedBodies(keys);
        Path keyset = Files.writeString(directory.resolve("keyset.json"), keys.toJson());
        try (TestPortal own = TestPortal.start("--secrets.keyset=file:" + keyset)) {
            String id = own.create(ORGANISATION, """
                    {"name": "told", "stream_type": "EVENTS", "api_type": "REST_API",
                     "settings": {"url": "https://example.com/in"}}""").text("/id");
            byte[] cut = "[\"Zürich".getBytes(UTF_8);
            String text = bodies.seal(Arrays.copyOf(cut, 4), ORGANISATION, id, SealedBodies.REQUEST);
            String binary = bodies.seal(new byte[] {1, -1}, ORGANISATION, id, SealedBodies.RESPONSE);
            String others = bodies.seal(cut, ORGANISATION, "other", SealedBodies.RESPONSE);
            String topic = own.topics() + "-attempts";
            for (@Nullable String answer : new @Nullable String[] {binary, others, null}) {
                own.broker()
                        .send(
                                topic,
                                id,
                                DeliveryAttemptCodec.write(DeliveryAttemptCodec.read(attempt(id, 5))
                                        .withExchange(exchange(text, answer))));
            }
            own.broker().send(topic, id, attempt(id, 6));
            String attempts = "/api/v1/streams/" + id + "/attempts";
            await().atMost(TestPortal.PATIENCE)
                    .until(() -> own.get(attempts, TOKEN).json().get("items").size() == 4);
            Answer page = own.get(attempts, TOKEN);
            assertThat(page.text("/items/0/has_exchange")).isEqualTo("false");
            assertThat(page.text("/items/1/has_exchange")).isEqualTo("true");

            List<Answer> told = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                told.add(own.get(attempts + "/" + page.text("/items/" + i + "/id"), TOKEN));
            }
            assertThat(told.get(0).json().get("request").isNull()).isTrue();
            assertThat(told)
                    .extracting(answer -> answer.text("/response/body_state"))
                    .endsWith("NOT_KEPT", "UNREADABLE", "BINARY");
            assertThat(told.get(3).text("/request/body"))
                    .as("cut within a character")
                    .isEqualTo("[\"Z");
            assertThat(told.get(3).text("/request/headers/0/value")).isEqualTo("***");
            assertThat(told.get(3).text("/timing_ms/end")).isEqualTo("9");

            String first = page.text("/items/3/id");
            assertThat(own.get(attempts + "/" + first, TestKeys.token(ORGANISATION + 1))
                            .status())
                    .isEqualTo(404);
            String other = own.create(ORGANISATION, """
                    {"name": "other", "stream_type": "EVENTS", "api_type": "REST_API",
                     "settings": {"url": "https://example.com/in"}}""").text("/id");
            for (String place : List.of(
                    other + "/attempts/" + first,
                    id + "/attempts/0-999999999",
                    id + "/attempts/99-0",
                    id + "/attempts/x")) {
                assertThat(own.get("/api/v1/streams/" + place, TOKEN).status())
                        .as(place)
                        .isEqualTo(404);
            }
        }
    }

    private static Exchange exchange(String request, @Nullable String response) {
        List<Exchange.Header> headers = List.of(new Exchange.Header("Authorization", "***"));
        return new Exchange(
                new Exchange.Request("POST /in HTTP/1.1", headers, 90_000, true, request),
                new Exchange.Response(422, List.of(), false, response),
                new Exchange.Timing(1L, 2L, 3L, 8L, 9));
    }

    /** The numbers of the attempts on all pages, of which there must be this many. */
    private static List<Integer> numbers(TestPortal at, String query, int pages) {
        await().atMost(TestPortal.PATIENCE)
                .until(() -> at.get(path + "?limit=1", TOKEN)
                                .text("/items/0/attempt")
                                .equals("" + ATTEMPTS)
                        && at.get(path, TOKEN).json().get("known_since").isNull());
        List<Integer> numbers = new ArrayList<>();
        String after = "";
        int seen = 0;
        for (@Nullable String next = ""; next != null; seen++) {
            JsonNode page = at.get(path + "?" + query + after, TOKEN).json();
            page.get("items").forEach(item -> numbers.add(item.get("attempt").intValue() - 1));
            next = page.get("next").textValue();
            after = "&after=" + next;
        }
        assertThat(seen).isBetween(pages, pages + 1);
        return numbers;
    }

    private static List<Integer> expected(java.util.function.IntPredicate those) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = ATTEMPTS - 1; i >= 0; i--) {
            if (those.test(i)) {
                numbers.add(i);
            }
        }
        return numbers;
    }

    /** Each fifth fails, half of these for their content; each third is of events. */
    static byte[] attempt(String id, int i) {
        Outcome outcome = i % 5 != 0 ? Outcome.DELIVERED : i % 10 == 0 ? Outcome.TRY_AGAIN : Outcome.CONTENT_REFUSED;
        boolean failed = outcome != Outcome.DELIVERED;
        return DeliveryAttemptCodec.write(new DeliveryAttempt(
                        id,
                        i % 3 == 0 ? RecordKind.EVENT : RecordKind.USAGE,
                        id + "@0." + i,
                        i,
                        i,
                        1,
                        100,
                        i + 1,
                        BEGIN.plusSeconds(120L * i),
                        12,
                        outcome,
                        failed ? 400 : 200,
                        true,
                        failed ? "no" : null,
                        null)
                .withLastPlace("0." + i));
    }
}
