package io.datastreamer.portal;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static org.assertj.core.api.Assertions.assertThat;

/** Access checks: calls every operation with every kind of invalid token, and with another organisation's. */
@Timeout(300)
class AuthorisationITCase {
    private static final long OWNER = 7001;
    private static final long STRANGER = 7002;
    private static final String STREAM =
            "{\"name\": \"owned\", \"stream_type\": \"EVENTS\", \"api_type\": \"REST_API\","
                    + " \"settings\": {\"url\": \"http://127.0.0.1:4/\", \"authorization\": \"Bearer very-secret\"}}";

    private static TestPortal portal;

    @BeforeAll
    static void start() throws Exception {
        portal = TestPortal.start("--egress.allow=127.0.0.1", "--login.links=7001");
    }

    @AfterAll
    static void stop() {
        portal.close();
    }

    @Test
    void noOperationTakesATokenThatIsNotGood() {
        String id = portal.create(OWNER, STREAM).text("/id");
        Map<String, @Nullable String> tokens = new LinkedHashMap<>();
        tokens.put("no token", null);
        tokens.put("nonsense", "nonsense");
        tokens.put("expired", TestKeys.expired(OWNER));
        tokens.put("another audience", TestKeys.ofAnotherAudience(OWNER));
        tokens.put("another issuer", TestKeys.ofAnotherIssuer(OWNER));
        tokens.put("algorithm none", TestKeys.unsigned(OWNER));
        tokens.put("HS256 with the public key", TestKeys.signedWithThePublicKey(OWNER));
        tokens.put("an unknown key of the same id", TestKeys.signedByAnUnknownKey(OWNER));
        tokens.put("no organisation", changed(claims -> claims.claim("organisation_id", null)));
        tokens.put("an odd organisation", changed(claims -> claims.claim("organisation_id", List.of(OWNER))));
        tokens.put("no expiry", changed(claims -> claims.expirationTime(null)));
        tokens.put("too long", TestKeys.token(OWNER) + "x".repeat(9000));
        String before =
                portal.get("/api/v1/streams/" + id, TestKeys.token(OWNER)).etag();
        int operations = 0;
        for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
            if (!operation.needsCaller()) {
                continue;
            }
            operations++;
            tokens.forEach((what, token) -> {
                Answer answer = call(operation, id, token);
                assertThat(answer.status()).as(operation.id() + ": " + what).isEqualTo(401);
                assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
                assertThat(answer.body()).doesNotContain("very-secret");
            });
        }
        assertThat(operations).isEqualTo(34);
        assertThat(portal.get("/api/v1/streams/" + id, TestKeys.token(OWNER)).etag())
                .isEqualTo(before);
    }

    @Test
    void whatBelongsToAnotherOrganisationIsNotThere() {
        Answer created = portal.create(OWNER, STREAM);
        String id = created.text("/id");
        int ofAStream = 0;
        for (OpenApi.Operation operation : OpenApi.OPERATIONS) {
            if (!operation.path().contains("{id}")) {
                continue;
            }
            ofAStream++;
            Answer others = call(operation, id, TestKeys.token(STRANGER));
            Answer none = call(operation, "no-such-stream", TestKeys.token(STRANGER));
            assertThat(others.status()).as(operation.id()).isEqualTo(404);
            // the caller cannot tell one from the other
            assertThat(others.body()).isEqualTo(none.body());
        }
        assertThat(ofAStream).isEqualTo(18);
        assertThat(portal.get("/api/v1/streams/" + id, TestKeys.token(OWNER)).etag())
                .isEqualTo(created.etag());
        assertThat(portal.get("/api/v1/streams", TestKeys.token(STRANGER)).text("/total"))
                .isEqualTo("0");
        assertThat(portal.get("/api/v1/streams?organisation_id=" + OWNER, TestKeys.token(STRANGER))
                        .text("/total"))
                .isEqualTo("0");
        assertThat(portal.post(
                                "/api/v1/streams",
                                TestKeys.token(STRANGER),
                                STREAM.replace("{\"name\"", "{\"organisation_id\": " + OWNER + ", \"name\""))
                        .errors())
                .containsExactly(Map.entry("organisation_id", "must be your own, or left out"));
    }

    @Test
    void anOperatorReachesAllAndSaysForWhom() {
        String id = portal.create(OWNER, STREAM).text("/id");
        String operator = TestKeys.operator();

        assertThat(portal.get("/api/v1/session", operator).text("/role")).isEqualTo("OPERATOR");
        Answer paused = portal.post("/api/v1/streams/" + id + "/pause", operator, "");
        assertThat(paused.text("/state")).isEqualTo("PAUSED");
        assertThat(portal.get("/api/v1/streams?organisation_id=" + OWNER, operator)
                        .text("/items/0/organisation_id"))
                .isEqualTo(String.valueOf(OWNER));
        assertThat(portal.post("/api/v1/streams", operator, STREAM).errors()).containsKey("organisation_id");
        assertThat(portal.post(
                                "/api/v1/streams",
                                operator,
                                STREAM.replace("{\"name\"", "{\"organisation_id\": 7003, \"name\""))
                        .text("/organisation_id"))
                .isEqualTo("7003");
    }

    @Test
    void aLoginLinkIsGoodOnceForItsOrganisationAlone() {
        portal.create(OWNER, STREAM);
        String code = portal.loginLinks().get(0).replaceFirst(".*/#/login/", "");
        Answer session = logIn("{\"code\": \"" + code + "\"}");

        assertThat(session.text("/organisation_id")).isEqualTo(String.valueOf(OWNER));
        assertThat(session.cookies()).hasSize(1);
        assertThat(session.cookies().get(0))
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(code, "Domain");
        assertThat(logIn("{\"code\": \"" + code + "\"}").status()).isEqualTo(401);

        Map<String, String> cookie = Map.of("Cookie", session.cookies().get(0).replaceFirst(";.*", ""));
        assertThat(portal.call("GET", "/api/v1/streams", null, null, cookie).status())
                .isEqualTo(200);
        assertThat(portal.call("POST", "/api/v1/streams", null, STREAM, with(cookie, "X-Portal-Client", "page"))
                        .status())
                .isEqualTo(201);
        assertThat(portal.call("DELETE", "/api/v1/session", null, null, with(cookie, "X-Portal-Client", "page"))
                        .status())
                .isEqualTo(204);
        assertThat(portal.call("GET", "/api/v1/streams", null, null, cookie).status())
                .isEqualTo(401);
    }

    @Test
    void aTokenCanBeTheSession() {
        assertThat(logIn("{\"token\": \"" + TestKeys.expired(OWNER) + "\"}").status())
                .isEqualTo(401);
        Answer session = logIn("{\"token\": \"" + TestKeys.token(OWNER) + "\"}");
        Map<String, String> cookie = Map.of("Cookie", session.cookies().get(0).replaceFirst(";.*", ""));
        assertThat(portal.call("GET", "/api/v1/session", null, null, cookie).text("/organisation_id"))
                .isEqualTo(String.valueOf(OWNER));
    }

    @Test
    void aRequestWithTheCookieComesFromTheOwnPage() {
        Answer session = logIn("{\"token\": \"" + TestKeys.token(OWNER) + "\"}");
        Map<String, String> cookie = Map.of("Cookie", session.cookies().get(0).replaceFirst(";.*", ""));

        for (Map<String, String> headers : List.of(
                cookie,
                with(with(cookie, "X-Portal-Client", "page"), "Origin", "https://evil.example.org"),
                with(with(cookie, "X-Portal-Client", "page"), "Sec-Fetch-Site", "cross-site"),
                with(with(cookie, "X-Portal-Client", "page"), "Sec-Fetch-Site", "same-site"))) {
            assertThat(portal.call("POST", "/api/v1/streams", null, STREAM, headers)
                            .status())
                    .as(headers.toString())
                    .isEqualTo(403);
        }
        Map<String, String> own = with(with(cookie, "X-Portal-Client", "page"), "Origin", portal.url());
        assertThat(portal.call("POST", "/api/v1/streams", null, STREAM, with(own, "Sec-Fetch-Site", "same-origin"))
                        .status())
                .isEqualTo(201);
        // a foreign page cannot log somebody in to another account
        assertThat(portal.call("POST", "/api/v1/session", null, "{\"token\": \"x\"}", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void everyAnswerCarriesTheHeadersThatBindABrowser() {
        for (String path : List.of("/", "/robots.txt", "/no-such-file.js", "/api/v1/streams", "/api/v1/nothing")) {
            Answer answer = portal.get(path, null);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .as(path)
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(answer.headers().firstValue("Server")).isEmpty();
        }
        assertThat(portal.get("/api/v1/nothing", TestKeys.token(OWNER))
                        .json()
                        .get("status")
                        .intValue())
                .isEqualTo(404);
        assertThat(portal.get("/../../etc/passwd", null).status()).isIn(400, 404);
        assertThat(portal.get("/%2e%2e/io/datastreamer/portal/words.json", null).status())
                .isIn(400, 404);
        assertThat(portal.call("GET", "/", null, null, Map.of("X-HTTP-Method-Override", "DELETE"))
                        .status())
                .isEqualTo(400);
    }

    private static Answer logIn(String body) {
        return portal.call("POST", "/api/v1/session", null, body, Map.of("X-Portal-Client", "page"));
    }

    private static String changed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return TestKeys.token(OWNER, change);
    }

    private static Map<String, String> with(Map<String, String> headers, String name, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(name, value);
        return all;
    }

    private static Answer call(OpenApi.Operation operation, String id, @Nullable String token) {
        String body = switch (operation.id()) {
            case "createStream", "testNewStream" -> STREAM;
            case "changeStream" -> "{\"name\": \"stolen\"}";
            case "makeSigningSecret" -> "{}";
            case "replayStream" -> "{\"from\": \"2026-01-01T00:00:00Z\"}";
            default -> null;
        };
        return portal.call(operation.method(), operation.pathOf(id), token, body, Map.of("If-Match", "\"0\""));
    }
}
