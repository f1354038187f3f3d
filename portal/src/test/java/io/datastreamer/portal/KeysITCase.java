package io.datastreamer.portal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** API keys and the log of changes: they are the same at every portal and after restarts, from the topic alone. */
@Timeout(300)
class KeysITCase {
    private static final long ORGANISATION = 4201;
    private static final String TOKEN = TestKeys.token(ORGANISATION);
    private static final String STREAM =
            "{\"name\": \"busy\", \"stream_type\": \"USAGE\", \"api_type\": \"KEEN_IO\", \"settings\":"
                    + " {\"project_key\": \"abcd\", \"write_key\": \"very-secret\"}}";

    private static TestPortal portal;
    private static TestPortal other;

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start("--limits.streams=1000");
        other = TestPortal.startOn(portal.topics());
    }

    @AfterAll
    static void stop() {
        other.close();
        portal.close();
    }

    @Test
    void aKeyDoesWhatItsScopeAllowsAtAnyPortalUntilItIsRevoked() throws Exception {
        Answer reader = make("{\"name\": \"dashboard\"}");
        Answer writer = make("{\"name\": \"terraform\", \"scope\": \"WRITE\", \"expires_in_days\": 1}");
        assertThat(Instant.parse(writer.text("/expires_at")))
                .isEqualTo(Instant.parse(writer.text("/created_at")).plusSeconds(86_400));
        String look = reader.text("/key");
        String change = writer.text("/key");
        await().until(() -> other.get("/api/v1/session", change).status() == 200);

        Answer created = other.post("/api/v1/streams", change, STREAM);
        assertThat(created.status()).isEqualTo(201);
        String path = "/api/v1/streams/" + created.text("/id");
        assertThat(portal.get(path, look).text("/organisation_id")).isEqualTo("4201");
        assertThat(portal.post("/api/v1/streams", look, STREAM).status()).isEqualTo(403);
        assertThat(portal.post(path + "/pause", look, "").status()).isEqualTo(403);
        assertThat(portal.post(path + "/test", look, "").status()).isEqualTo(403);
        for (String key : List.of(look, change)) {
            assertThat(portal.get("/api/v1/keys", key).status()).isEqualTo(403);
            assertThat(portal.post("/api/v1/keys", key, "{\"name\": \"more\"}").status())
                    .isEqualTo(403);
            assertThat(portal.call(
                                    "POST",
                                    "/api/v1/session",
                                    null,
                                    "{\"token\": \"" + key + "\"}",
                                    Map.of("X-Portal-Client", "test"))
                            .status())
                    .isEqualTo(401);
        }
        // nothing of another organisation, and nothing secret of keys
        assertThat(portal.get("/api/v1/keys", TestKeys.token(4202)).json().get("items"))
                .isEmpty();
        assertThat(delete(writer, TestKeys.token(4202)).status()).isEqualTo(404);
        assertThat(portal.get("/api/v1/keys", TOKEN).body())
                .contains("terraform")
                .doesNotContain("dsk_", "hash");
        portal.broker()
                .read(portal.topics() + "-portal")
                .forEach(message -> assertThat(message.value() == null ? "" : new String(message.value(), UTF_8))
                        .doesNotContain("dsk_", change.substring(change.lastIndexOf('_') + 1), "very-secret"));

        try (ServerSentEvents watching = new ServerSentEvents(portal.url(), look)) {
            watching.await("ready");
            assertThat(delete(reader, TOKEN).status()).isEqualTo(204);
            // connections opened with the key end with it
            await().until(() -> {
                portal.create(ORGANISATION, STREAM);
                return watching.hasEnded();
            });
        }
        assertThat(portal.get(path, look).status()).isEqualTo(401);
        await().until(() -> other.get(path, look).status() == 401);
        assertThat(portal.get(path, change.replaceFirst(".$", "-")).status()).isEqualTo(401);
    }

    @Test
    void whoChangedAStreamIsKeptBesideIt() throws Exception {
        Answer created = portal.create(4203, STREAM);
        String path = "/api/v1/streams/" + created.text("/id");
        String token = TestKeys.token(4203);
        portal.patch(
                path, token, created.etag(), "{\"name\": \"other\", \"settings\": {\"write_key\": \"more-secret\"}}");
        other.post(path + "/pause", TestKeys.operator(), "");
        // does not change anything
        other.post(path + "/pause", token, "");
        Answer activity = other.get(path + "/activity", token);
        assertThat(activity.json().findValuesAsText("action")).containsExactly("pause", "change", "create");
        assertThat(activity.text("/items/0/role")).isEqualTo("OPERATOR");
        assertThat(activity.json().at("/items/0/subject").isNull()).isTrue();
        assertThat(activity.json().at("/items/1/members").toString()).contains("name", "settings.write_key");
        assertThat(activity.body()).doesNotContain("secret\"");
        assertThat(portal.get(path + "/activity", TestKeys.operator()).text("/items/0/subject"))
                .isNotEmpty();
        try (TestPortal later = TestPortal.startOn(portal.topics())) {
            assertThat(later.get(path + "/activity", token).body()).isEqualTo(activity.body());
            // only the last of many are kept, at both portals
            for (int i = 0; i < 30; i++) {
                (i % 3 == 0 ? later : portal).post(path + "/resume", token, "");
                portal.post(path + "/pause", token, "");
            }
            await().untilAsserted(() -> assertThat(
                            later.get(path + "/activity", token).json().findValuesAsText("action"))
                    .hasSize(50)
                    .startsWith("pause", "resume", "pause", "resume")
                    .doesNotContain("create"));
        }
    }

    private static Answer make(String json) {
        Answer made = portal.post("/api/v1/keys", TOKEN, json);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static Answer delete(Answer key, String token) {
        return portal.call("DELETE", "/api/v1/keys/" + key.text("/id"), token, null, Map.of());
    }
}
