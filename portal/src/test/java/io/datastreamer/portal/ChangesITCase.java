package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.DeliveryAttemptCodec;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What the job reports is shown at once, to those whom it concerns. */
@Timeout(300)
class ChangesITCase {
    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private static final long ORGANISATION = 4001;
    private static final String TOKEN = TestKeys.token(ORGANISATION);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static TestPortal portal;

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start("--limits.streams=1000");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void whoWatchesSeesStreamsStatusesAndAttemptsAndNothingOfOthers() throws Exception {
        try (ServerSentEvents mine = new ServerSentEvents(portal.url(), TOKEN);
                ServerSentEvents others = new ServerSentEvents(portal.url(), TestKeys.token(4002));
                ServerSentEvents all = new ServerSentEvents(portal.url(), TestKeys.operator())) {
            mine.await("ready");
            others.await("ready");
            all.await("ready");
            Answer created = create("watched");
            String id = created.text("/id");
            assertThat(json(mine.await("stream"))).isEqualTo(created.json());
            assertThat(json(all.await("stream")).get("id").textValue()).isEqualTo(id);

            portal.broker().send(portal.topics() + "-status", id, status(id, ORGANISATION, 7));
            JsonNode seen = json(mine.await("stream"));
            assertThat(seen.at("/status/delivered").longValue()).isEqualTo(7);
            assertThat(seen)
                    .isEqualTo(portal.get("/api/v1/streams/" + id, TOKEN).json());

            portal.broker().send(portal.topics() + "-attempts", id, attempt(id, 1));
            assertThat(json(mine.await("attempt")).get("remote_status").intValue())
                    .isEqualTo(503);
            assertThat(portal.get("/api/v1/streams/" + id + "/attempts", TOKEN)
                            .json()
                            .get("items"))
                    .hasSize(1);

            portal.delete("/api/v1/streams/" + id, TOKEN, created.etag());
            JsonNode removed = json(mine.await("removed"));
            assertThat(removed.get("id").textValue()).isEqualTo(id);
            assertThat(removed.get("version").longValue())
                    .isGreaterThan(Long.parseLong(created.etag().replace("\"", "")));
            assertThat(others.waiting()).isZero();
        }
    }

    @Test
    void aStatusThatNamesAnotherOrganisationIsNone() throws Exception {
        String id = create("mine alone").text("/id");
        portal.broker().send(portal.topics() + "-status", id, status(id, 4002, 1));
        portal.broker().send(portal.topics() + "-status", id + "-2", status(id + "-2", ORGANISATION, 1));
        String marker = create("marker").text("/id");
        portal.broker().send(portal.topics() + "-status", marker, status(marker, ORGANISATION, 1));
        await().untilAsserted(() -> assertThat(portal.get("/api/v1/streams/" + marker, TOKEN)
                        .json()
                        .get("status")
                        .isNull())
                .isFalse());
        assertThat(portal.get("/api/v1/streams/" + id, TOKEN)
                        .json()
                        .get("status")
                        .isNull())
                .isTrue();
    }

    @Test
    void pagesHoldEachStreamOnceInOrder() {
        String token = TestKeys.token(4003);
        for (String name : new String[] {"b", "A", "c", "B", "a", ""}) {
            portal.create(4003, stream(name));
        }
        for (String sort : new String[] {"name", "-name", "created_at", "-created_at"}) {
            Set<String> ids = new HashSet<>();
            StringBuilder names = new StringBuilder();
            String next = "";
            do {
                Answer page = portal.get("/api/v1/streams?limit=4&sort=" + sort + next, token);
                assertThat(page.text("/total")).isEqualTo("6");
                for (JsonNode stream : page.json().get("items")) {
                    assertThat(ids.add(stream.get("id").textValue())).isTrue();
                    names.append(stream.get("name").textValue());
                }
                next = page.json().get("next").isNull() ? "" : "&after=" + page.text("/next");
            } while (!next.isEmpty());
            assertThat(ids).hasSize(6);
            assertThat(names.toString()).satisfies(all -> {
                switch (sort) {
                    case "name" -> assertThat(all).isEqualToIgnoringCase("aabbc");
                    case "-name" -> assertThat(all).isEqualToIgnoringCase("cbbaa");
                    case "created_at" -> assertThat(all).isEqualTo("bAcBa");
                    default -> assertThat(all).isEqualTo("aBcAb");
                }
            });
        }
        assertThat(portal.get("/api/v1/streams?after=nonsense", token).errors()).containsKey("after");
        assertThat(portal.get("/api/v1/streams?sort=secret", token).errors()).containsKey("sort");
    }

    @Test
    void watchingEndsWithTheToken() throws Exception {
        String brief = TestKeys.token(
                ORGANISATION,
                claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(58))));
        try (ServerSentEvents events = new ServerSentEvents(portal.url(), brief)) {
            events.await("ready");
            // valid for two more seconds, plus a minute's tolerance for clocks
            await().until(() -> {
                create("noise");
                return events.hasEnded();
            });
        }
    }

    private static Answer create(String name) {
        return portal.create(ORGANISATION, stream(name));
    }

    private static String stream(String name) {
        return "{\"name\": \"" + name + "\", \"stream_type\": \"USAGE\", \"api_type\": \"DATADOG\", \"settings\":"
                + " {\"api_key\": \"abcd\", \"application_key\": \"abcd\"}}";
    }

    private static JsonNode json(ServerSentEvents.Event event) throws Exception {
        return JSON.readTree(event.data());
    }

    private static byte[] status(String id, long organisation, long delivered) {
        Instant now = Instant.now();
        return StreamStatusCodec.write(
                TestStatus.of(id, organisation, "name", ApiType.DATADOG, StreamType.USAGE, "datadog")
                        .lastTimestamp(now)
                        .answer(202, true)
                        .delivered(delivered)
                        .expiresInSeconds(7_200L)
                        .at(now));
    }

    private static byte[] attempt(String id, int attempt) {
        return DeliveryAttemptCodec.write(new DeliveryAttempt(
                id,
                RecordKind.USAGE,
                id + "/1@0.1",
                1,
                2,
                2,
                100,
                attempt,
                Instant.now(),
                12,
                DeliveryAttempt.Outcome.TRY_AGAIN,
                503,
                false,
                "cannot connect",
                Instant.now().plusSeconds(1)));
    }
}
