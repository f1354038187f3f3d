package io.datastreamer.portal;

import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.Question;
import io.datastreamer.contract.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Documents are fetched, found and sent once more by their owners only, and the portal passes on what the job answers.
 */
@Timeout(300)
class DocumentsITCase {
    private static final long ORGANISATION = 4401;
    private static final String TOKEN = TestKeys.token(ORGANISATION);
    private static final String PULL =
            "{\"name\": \"mine\", \"stream_type\": \"USAGE_AND_EVENTS\", \"api_type\": \"PULL\", \"settings\": {}}";
    private static final String SENT =
            "{\"name\": \"sent\", \"stream_type\": \"EVENTS\", \"api_type\": \"REST_API\", \"settings\":"
                    + " {\"url\": \"https://receiver.example.org/\"}}";

    private static TestPortal portal;
    private static AnsweringJob job;
    private static String documents;
    private static String sent;

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start("--limits.streams=100");
        job = new AnsweringJob(portal, AnsweringJob::plain);
        documents = "/api/v1/streams/" + portal.create(ORGANISATION, PULL).text("/id") + "/documents";
        sent = "/api/v1/streams/" + portal.create(ORGANISATION, SENT).text("/id");
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
        portal.close();
    }

    private static Question last() {
        return job.asked.get(job.asked.size() - 1);
    }

    @Test
    void theJobIsAskedForTheNextDocuments() {
        Answer answer = portal.get(documents + "?cursor=e7.0-u3.0-r0&limit=20&wait=1", TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/cursor")).isEqualTo("e0.0-r0");
        assertThat(last().organisationId()).isEqualTo(ORGANISATION);
        assertThat(last().askedAt()).isBetween(Instant.now().minus(Duration.ofMinutes(1)), Instant.now());
        assertThat(last().ask()).isEqualTo(new Question.Fetch(id(documents), "e7.0-u3.0-r0", 20, 1));
        portal.get(documents, TOKEN);
        assertThat(last().ask()).isEqualTo(new Question.Fetch(id(documents), null, 100, 0));
    }

    private static String id(String path) {
        return path.split("/", -1)[4];
    }

    @Test
    void headAsksNothing() {
        int before = job.asked.size();
        assertThat(portal.call("HEAD", documents, TOKEN, null, Map.of()).status())
                .isEqualTo(200);
        assertThat(job.asked).hasSize(before);
    }

    @Test
    void whatTheJobRefusesIsAnsweredAsAProblem() {
        Answer answer = portal.get(documents + "?cursor=e400.0-r0", TOKEN);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("/detail")).isEqualTo("No.");
        assertThat(portal.get(documents + "?cursor=e409.0-r0", TOKEN).status()).isEqualTo(409);
    }

    @Test
    void nobodyFetchesWhatIsSentOrBelongsToOthers() {
        int before = job.asked.size();
        assertThat(portal.get(sent + "/documents", TOKEN).status()).isEqualTo(409);
        assertThat(portal.get(documents, TestKeys.token(4402)).status()).isEqualTo(404);
        assertThat(portal.get(documents, null).status()).isEqualTo(401);
        Answer key = portal.post("/api/v1/keys", TOKEN, "{\"name\": \"dashboard\", \"scope\": \"READ\"}");
        assertThat(portal.get(documents, key.text("/key")).status()).isEqualTo(403);
        assertThat(job.asked).hasSize(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cursor=%3Cb%3E", "limit=0", "limit=1001", "wait=31", "wait=-1", "limit=x"})
    void whatCannotBeMeantIsRefused(String query) {
        assertThat(portal.get(documents + "?" + query, TOKEN).status()).isEqualTo(422);
    }

    @Test
    void documentsAreLookedForInTheCallersOwnHistory() {
        Answer answer = portal.get(
                "/api/v1/documents?record_kind=USAGE&document_id=7&iccid=8988303000000000001&imsi=262019000000001"
                        + "&event_type=3,1&from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z&limit=5&after=1.2&format=v2",
                TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("documents")).isEmpty();
        assertThat(last().organisationId()).isEqualTo(ORGANISATION);
        assertThat(last().ask())
                .isEqualTo(new Question.Find(
                        RecordKind.USAGE,
                        7L,
                        "8988303000000000001",
                        "262019000000001",
                        Filters.NONE.withEventTypes(Set.of(1, 3)),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-02T00:00:00Z"),
                        5,
                        "1.2",
                        "v2"));
        assertThat(portal.get("/api/v1/documents?organisation_id=4402", TOKEN).status())
                .isEqualTo(422);
        assertThat(portal.get("/api/v1/documents", TestKeys.operator()).status())
                .isEqualTo(422);
        assertThat(portal.get("/api/v1/documents?organisation_id=4402", TestKeys.operator())
                        .status())
                .isEqualTo(200);
        assertThat(last().organisationId()).isEqualTo(4402);
        for (String wrong : List.of("imsi=12", "iccid=x", "after=1", "event_type=x", "format=v9", "from=x")) {
            assertThat(portal.get("/api/v1/documents?" + wrong, TOKEN).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void whatFiltersLetThroughIsLookedFor() {
        Answer answer = portal.post("/api/v1/documents/search", TOKEN, """
                {"record_kind": "USAGE", "filters": {"tags": ["north"], "iccids": ["8988303000000000001"]},
                 "from": "2026-11-01T00:00:00Z", "to": "2026-11-02T00:00:00Z", "limit": 5, "after": "1.2"}
                """);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(last().organisationId()).isEqualTo(ORGANISATION);
        assertThat(last().ask())
                .isEqualTo(new Question.Find(
                        RecordKind.USAGE,
                        null,
                        null,
                        null,
                        Filters.NONE.withTags(Set.of("north")).withIccids(Iccids.of(Set.of("8988303000000000001"))),
                        Instant.parse("2026-11-01T00:00:00Z"),
                        Instant.parse("2026-11-02T00:00:00Z"),
                        5,
                        "1.2",
                        "v1"));
        assertThat(portal.post("/api/v1/documents/search", TOKEN, """
                        {"organisation_id": 4402, "record_kind": "ANY", "document_id": -1, "iccid": "x", "imsi": "1",
                         "filters": {"severities": ["LOUD"]}, "from": "x", "limit": 0, "after": "1", "format": "v9",
                         "colour": 1}
                        """).errors())
                .containsOnlyKeys(
                        "organisation_id",
                        "record_kind",
                        "document_id",
                        "iccid",
                        "imsi",
                        "filters.severities",
                        "from",
                        "limit",
                        "after",
                        "format",
                        "colour");
        assertThat(portal.post("/api/v1/documents/search", TestKeys.operator(), "{}")
                        .errors())
                .containsOnlyKeys("organisation_id");
        assertThat(portal.get("/api/v1/documents?event_type=26", TOKEN).status())
                .isEqualTo(422);
    }

    @Test
    void aDocumentIsSentOnceMore() {
        String json = "{\"record_kind\": \"EVENT\", \"place\": \"3.14\"}";
        Answer answer = portal.post(sent + "/send-again", TOKEN, json);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/document_id")).isEqualTo("1");
        assertThat(last().ask()).isEqualTo(new Question.SendAgain(id(sent), RecordKind.EVENT, "3.14"));
        assertThat(portal.post(sent + "/send-again", TOKEN, "{\"place\": \"x\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void theJobMakesTheStatement() {
        Answer answer = portal.get(sent + "/ledger?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z", TOKEN);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/rows/1/id_sum")).isEqualTo("0123456789abcdef");
        assertThat(last().organisationId()).isEqualTo(ORGANISATION);
        assertThat(last().ask())
                .isEqualTo(new Question.Ledger(
                        id(sent), Instant.parse("2026-11-01T00:00:00Z"), Instant.parse("2026-11-02T00:00:00Z")));
        Answer csv = portal.get(sent + "/ledger?format=csv", TOKEN);
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv; charset=utf-8");
        assertThat(csv.body()).isEqualTo("""
                record_kind,hour,produced,delivered,refused,expired,skipped,pending,id_sum,id_xor\r
                EVENT,,1,1,0,0,0,0,00000000000000ff,00000000000000ff\r
                EVENT,2026-11-19T23:00:00Z,20,14,1,2,3,0,0123456789abcdef,fedcba9876543210\r
                EVENT,2026-11-20T10:00:00Z,1200,1190,0,0,0,10,1123456789abcdef,eedcba9876543210\r
                """);
        Question.Ledger all = (Question.Ledger) last().ask();
        assertThat(all.from()).isBefore(Instant.now().minus(Duration.ofDays(20)));
        assertThat(all.to()).isAfter(Instant.now());
        Answer key = portal.post("/api/v1/keys", TOKEN, "{\"name\": \"auditor\", \"scope\": \"READ\"}");
        assertThat(portal.get(sent + "/ledger", key.text("/key")).status()).isEqualTo(200);
        assertThat(portal.get(sent + "/ledger", TestKeys.token(4402)).status()).isEqualTo(404);
        assertThat(portal.get(sent + "/ledger?format=xml", TOKEN).status()).isEqualTo(422);
    }

    @Test
    void whereNobodyCanAskNoStreamIsMade() throws Exception {
        try (TestPortal silent = TestPortal.startWithoutQuestions()) {
            assertThat(silent.post("/api/v1/streams", TOKEN, PULL).status()).isEqualTo(422);
            assertThat(silent.get("/api/v1/lookups", TOKEN).body()).doesNotContain("PULL");
            assertThat(silent.get("/api/v1/documents", TOKEN).status()).isEqualTo(409);
        }
    }
}
