package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Calls every operation of the OpenAPI document so that it answers with every documented status. {@link TestPortal}
 * validates each answer against the document.
 */
@Timeout(300)
class ContractITCase {
    private static final long ORGANISATION = 5001;
    private static final String UNKNOWN = "no-such-stream";
    private static final String PLAIN = "--secrets.allow-plain=true";

    private static TestPortal portal;
    private static Receiver receiver;
    private static String token;

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start("--egress.allow=127.0.0.1", "--login.links=5001,operator", "--limits.streams=3");
        receiver = new Receiver(Reply.of(200, "ok"));
        token = TestKeys.token(ORGANISATION);
    }

    @AfterAll
    static void stop() {
        receiver.close();
        portal.close();
    }

    @Test
    void everyOperationAnswersWithEveryStatusThatIsDocumented() throws Exception {
        successes();
        for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
            Set<Integer> statuses = operation.statuses();
            if (statuses.contains(401)) {
                call(portal, operation, UNKNOWN, "no-token", body(operation), Map.of(), 401);
            }
            if (statuses.contains(404)) {
                call(portal, operation, UNKNOWN, token, body(operation), Map.of("If-Match", "\"0\""), 404);
            }
            if (statuses.contains(403)) {
                forbidden(operation);
            }
        }
        bodies();
        versions();
        tooMany();
        unavailable();

        Set<String> documented = new TreeSet<>();
        for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
            operation.statuses().forEach(status -> documented.add(operation.id() + " " + status));
        }
        assertThat(TestPortal.SEEN).containsAll(documented);
    }

    private void successes() throws Exception {
        for (String probe : List.of("/health/live", "/health/ready", "/metrics", "/api/v1/openapi.yaml")) {
            assertThat(portal.get(probe, null).status()).isEqualTo(200);
        }
        assertThat(portal.get("/api/v1/lookups", token).status()).isEqualTo(200);
        assertThat(portal.get("/api/v1/event-types", token).json().get("items")).hasSize(56);
        assertThat(portal.get("/api/v1/session", token).text("/role")).isEqualTo("CUSTOMER");
        Answer created = portal.create(ORGANISATION, rest("first"));
        String path = created.headers().firstValue("Location").orElseThrow();
        assertThat(portal.get(path, token).etag()).isEqualTo(created.etag());
        Answer changed = portal.patch(path, token, created.etag(), "{\"name\": \"other\"}");
        assertThat(changed.text("/name")).isEqualTo("other");
        assertThat(changed.etag()).isNotEqualTo(created.etag());
        assertThat(portal.post(path + "/pause", token, "").text("/state")).isEqualTo("PAUSED");
        assertThat(portal.post(path + "/resume", token, "").text("/state")).isEqualTo("RUNNING");
        Answer replayed = portal.post(path + "/replay", token, "{\"from\": \"2026-01-01T00:00:00+01:00\"}");
        assertThat(replayed.text("/replay/from")).isEqualTo("2025-12-31T23:00:00Z");
        assertThat(portal.post(path + "/signing-secret", token, "{}").text("/secret"))
                .startsWith("whsec_");
        assertThat(portal.post(path + "/test", token, "")
                        .json()
                        .get("delivered")
                        .booleanValue())
                .isTrue();
        assertThat(portal.post("/api/v1/test-deliveries", token, rest("none")).text("/remote_status"))
                .isEqualTo("200");
        assertThat(portal.get(path + "/attempts", token).json().get("items")).isEmpty();
        String id = created.text("/id");
        portal.broker().send(portal.topics() + "-attempts", id, AttemptsITCase.attempt(id, 0));
        await().atMost(TestPortal.PATIENCE)
                .until(() -> !portal.get(path + "/attempts", token)
                        .json()
                        .get("items")
                        .isEmpty());
        String attempt = portal.get(path + "/attempts", token).text("/items/0/id");
        assertThat(portal.get(path + "/attempts/" + attempt, token).text("/attempt/id"))
                .isEqualTo(attempt);
        assertThat(portal.get(path + "/activity", token).text("/items/5/action"))
                .isEqualTo("create");
        String hook = "{\"webhook\": {\"url\": \"" + receiver.url("/notices") + "\"}}";
        assertThat(portal.call("PATCH", "/api/v1/notices", token, hook, Map.of())
                        .text("/webhook/url"))
                .isEqualTo(receiver.url("/notices"));
        assertThat(portal.post("/api/v1/notices/signing-secret", token, "{}").text("/secret"))
                .startsWith("whsec_");
        assertThat(portal.post("/api/v1/notices/test", token, "").text("/results/0/to"))
                .isEqualTo("webhook");
        portal.call("PATCH", "/api/v1/notices", token, "{\"webhook\": null}", Map.of());
        assertThat(portal.post("/api/v1/notices/signing-secret", token, "{}").status())
                .isEqualTo(409);
        assertThat(portal.get("/api/v1/notices", token).json().get("recent")).isEmpty();
        assertThat(portal.call("PATCH", path + "/notices", token, "{\"enabled\": false}", Map.of())
                        .text("/enabled"))
                .isEqualTo("false");
        assertThat(portal.get(path + "/notices", token).text("/enabled")).isEqualTo("false");
        Answer key = portal.post("/api/v1/keys", token, "{\"name\": \"any\"}");
        assertThat(portal.get("/api/v1/keys", token).text("/items/0/id")).isEqualTo(key.text("/id"));
        assertThat(portal.call("DELETE", "/api/v1/keys/" + key.text("/id"), token, null, Map.of())
                        .status())
                .isEqualTo(204);
        documents(path);
        assertThat(portal.get(path + "/hours", token).json().get("items")).hasSize(24);
        assertThat(portal.get("/api/v1/streams", token).text("/total")).isEqualTo("1");
        assertThat(portal.delete(path, token, "*").status()).isEqualTo(204);
        session();
        try (ServerSentEvents events = new ServerSentEvents(portal.url(), token)) {
            events.await("ready");
        }
        synchronized (TestPortal.SEEN) {
            TestPortal.SEEN.add("watchChanges 200");
        }
    }

    private void documents(String sent) throws Exception {
        String pull = "{\"stream_type\": \"USAGE\", \"api_type\": \"PULL\", \"settings\": {}}";
        Answer created = portal.create(ORGANISATION, pull);
        String path = "/api/v1/streams/" + created.text("/id") + "/documents";
        try (AnsweringJob job = new AnsweringJob(portal, AnsweringJob::plain)) {
            for (int status : new int[] {200, 400, 409, 422}) {
                String cursor = status == 422 ? "%20" : "e" + status + ".0-r0";
                assertThat(portal.get(path + "?cursor=" + cursor, token).status())
                        .isEqualTo(status);
                String id = status == 422 ? "x" : Integer.toString(status);
                assertThat(portal.get("/api/v1/documents?document_id=" + id, token)
                                .status())
                        .isEqualTo(status);
                assertThat(portal.post(
                                        "/api/v1/documents/search",
                                        token,
                                        "{\"document_id\": " + (status == 422 ? "-1" : id) + "}")
                                .status())
                        .isEqualTo(status);
                String place = status == 422 ? "x" : "0." + status;
                assertThat(portal.post(
                                        sent + "/send-again",
                                        token,
                                        "{\"record_kind\": \"EVENT\", \"place\": \"" + place + "\"}")
                                .status())
                        .isEqualTo(status);
            }
            assertThat(portal.get("/api/v1/documents?document_id=410", token).status())
                    .isEqualTo(410);
            for (int status : new int[] {200, 409, 422}) {
                String from = status == 422 ? "x" : "1970-01-01T00:06:" + (status == 200 ? "00" : "49") + "Z";
                assertThat(portal.get(sent + "/ledger?from=" + from, token).status())
                        .isEqualTo(status);
            }
            assertThat(portal.post("/api/v1/documents/search", token, "{\"document_id\": 410}")
                            .status())
                    .isEqualTo(410);
            assertThat(job.asked).hasSize(16);
        }
        assertThat(portal.delete("/api/v1/streams/" + created.text("/id"), token, "*")
                        .status())
                .isEqualTo(204);
    }

    private void session() {
        String code = portal.loginLinks().get(0).replaceFirst(".*/#/login/", "");
        Answer session = portal.call(
                "POST", "/api/v1/session", null, "{\"code\": \"" + code + "\"}", Map.of("X-Portal-Client", "test"));
        assertThat(session.status()).isEqualTo(200);
        Map<String, String> cookie =
                Map.of("Cookie", session.cookies().get(0).replaceFirst(";.*", ""), "X-Portal-Client", "test");
        assertThat(portal.call("DELETE", "/api/v1/session", null, null, cookie).status())
                .isEqualTo(204);
    }

    private void forbidden(OpenApi.Operation operation) {
        String code = portal.loginLinks().get(0).replaceFirst(".*/#/login/", "");
        Answer session = portal.call(
                "POST", "/api/v1/session", null, "{\"code\": \"" + code + "\"}", Map.of("X-Portal-Client", "test"));
        // the cookie without the header; or a request meant for another organisation
        Map<String, String> cookie =
                new HashMap<>(Map.of("Cookie", session.cookies().get(0).replaceFirst(";.*", ""), "If-Match", "\"0\""));
        if (operation.method().equals("GET")) {
            cookie.put("X-Portal-Organisation", "5002");
        }
        call(portal, operation, UNKNOWN, null, body(operation), cookie, 403);
    }

    private void bodies() {
        Answer stream = portal.create(ORGANISATION, rest("for bodies"));
        String id = stream.text("/id");
        for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
            Set<Integer> statuses = operation.statuses();
            String caller = operation.needsCaller() ? token : null;
            Map<String, String> headers = Map.of("If-Match", stream.etag(), "X-Portal-Client", "test");
            if (statuses.contains(400) && operation.hasBody()) {
                call(portal, operation, id, caller, "{\"a\": 1, \"a\": 2}", headers, 400);
                call(portal, operation, id, caller, "[]", headers, 400);
            }
            if (statuses.contains(413)) {
                call(portal, operation, id, caller, "{\"a\": \"" + "x".repeat(70_000) + "\"}", headers, 413);
            }
            if (statuses.contains(415)) {
                Map<String, String> form = new HashMap<>(headers);
                form.put("Content-Type", "application/x-www-form-urlencoded");
                call(portal, operation, id, caller, "a=1", form, 415);
            }
            if (statuses.contains(422) && operation.hasBody()) {
                Answer invalid = call(portal, operation, id, caller, "{\"no_such_member\": 1}", headers, 422);
                assertThat(invalid.errors()).containsKey("no_such_member");
            }
        }
        assertThat(portal.get("/api/v1/streams?limit=0", token).errors()).containsKey("limit");
        assertThat(portal.get("/api/v1/streams/" + id + "/attempts?limit=x", token)
                        .errors())
                .containsKey("limit");
        assertThat(portal.get("/api/v1/streams/" + id + "/hours?last=169", token)
                        .errors())
                .containsKey("last");
        for (int i = 0; i < 20; i++) {
            portal.post("/api/v1/keys", token, "{\"name\": \"one of many\"}");
        }
        assertThat(portal.post("/api/v1/keys", token, "{\"name\": \"one too many\"}")
                        .status())
                .isEqualTo(409);
        portal.create(ORGANISATION, rest("second"));
        portal.create(ORGANISATION, rest("third"));
        assertThat(portal.post("/api/v1/streams", token, rest("fourth")).status())
                .isEqualTo(409);
    }

    private void versions() throws Exception {
        JsonNode first =
                portal.get("/api/v1/streams", token).json().get("items").get(0);
        String id = first.get("id").textValue();
        for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
            if (operation.statuses().contains(412)) {
                String body = operation.id().equals("replayStream")
                        ? "{\"from\": \"2026-01-01T00:00:00Z\"}"
                        : body(operation);
                call(portal, operation, id, token, body, Map.of("If-Match", "\"999999\""), 412);
            }
            if (operation.statuses().contains(428)) {
                call(portal, operation, id, token, body(operation), Map.of(), 428);
            }
        }
        // settings that the job would not accept, from somebody who writes to the topic
        portal.broker()
                .send(
                        portal.streamsTopic(),
                        "odd",
                        ("{\"id\": \"odd\", \"organisation_id\": " + ORGANISATION
                                        + ", \"stream_type\": \"USAGE\", \"api_type\": \"REST_API\", \"settings\": {}}")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        org.awaitility.Awaitility.await()
                .until(() -> portal.get("/api/v1/streams/odd", token).status() == 200);
        assertThat(portal.post("/api/v1/streams/odd/test", token, "").errors())
                .containsExactly(Map.entry("settings.url", "is missing"));
    }

    private void tooMany() throws Exception {
        try (TestPortal slow = TestPortal.start("--limits.requests-per-minute=1", PLAIN)) {
            slow.get("/api/v1/lookups", token);
            slow.get("/api/v1/lookups", "no-token");
            for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
                if (operation.statuses().contains(429)) {
                    Answer answer = call(
                            slow,
                            operation,
                            UNKNOWN,
                            operation.needsCaller() ? token : null,
                            body(operation),
                            Map.of("X-Portal-Client", "test"),
                            429);
                    assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                            .isBetween(1L, 60L);
                }
            }
        }
    }

    private void unavailable() throws Exception {
        try (TestPortal unread = TestPortal.startUnread()) {
            for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
                if (operation.statuses().contains(503)) {
                    call(
                            unread,
                            operation,
                            UNKNOWN,
                            operation.needsCaller() ? token : null,
                            operation.id().equals("replayStream")
                                    ? "{\"from\": \"2026-01-01T00:00:00Z\"}"
                                    : body(operation),
                            Map.of("If-Match", "\"0\""),
                            503);
                }
            }
        }
    }

    private static Answer call(
            TestPortal at,
            OpenApi.Operation operation,
            String streamId,
            @Nullable String caller,
            @Nullable String body,
            Map<String, String> headers,
            int expected) {
        Map<String, String> all = new HashMap<>(headers);
        if (operation.id().equals("createSession") && expected != 403) {
            all.put("X-Portal-Client", "test");
        }
        Answer answer = at.call(operation.method(), operation.pathOf(streamId), caller, body, all);
        assertThat(answer.status()).as("%s: %s", operation.id(), answer.body()).isEqualTo(expected);
        return answer;
    }

    /** A body that the operation accepts. */
    private static @Nullable String body(OpenApi.Operation operation) {
        return switch (operation.id()) {
            case "createStream", "testNewStream" -> rest("any");
            case "changeStream" -> "{\"name\": \"any\"}";
            case "replayStream" -> "{\"from\": \"2026-01-01T00:00:00Z\"}";
            case "makeSigningSecret", "makeNoticesSigningSecret" -> "{}";
            case "changeNotices", "changeStreamNotices" -> "{}";
            case "makeKey" -> "{\"name\": \"any\"}";
            case "createSession" -> "{\"code\": \"none\"}";
            default -> null;
        };
    }

    private static String rest(String name) {
        return "{\"name\": \"%s\", \"stream_type\": \"USAGE_AND_EVENTS\", \"api_type\": \"REST_API\", \"settings\": {\"url\": \"%s\"}}"
                .formatted(name, receiver.url("/data"));
    }
}
