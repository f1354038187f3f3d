package io.datastreamer.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Callers that hold connections, send bit by bit, or break off: they delay nobody, and are disconnected in time. */
@Timeout(300)
class AttacksITCase {
    private static final String TOKEN = TestKeys.token(7001);
    private static final String HEAD = "POST /api/v1/streams HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

    /** More than all threads that the server ever has. */
    private static final int MANY = 560;

    static {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    @Test
    void bodiesThatNeverEndHoldUpNobody() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try (TestPortal portal =
                TestPortal.start("--server.request-timeout=5min", "--limits.connections-per-address=1000")) {
            for (int i = 0; i < MANY; i++) {
                slow.add(begin(portal, HEAD + "Content-Length: 1000\r\n\r\n{"));
            }

            assertThat(portal.get("/health/ready", null).status()).isEqualTo(200);
            assertThat(portal.create(7001, stream("beside")).status()).isEqualTo(201);
            assertThat(slow).allMatch(AttacksITCase::isOpen);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void oneAccountLeavesThreadsToOthers() throws Exception {
        List<Socket> many = new ArrayList<>();
        try (TestPortal portal = TestPortal.start("--limits.connections-per-address=1000", "--limits.streams=1000")) {
            String body = stream("at once");
            for (int i = 0; i < 60; i++) {
                many.add(begin(
                        portal,
                        HEAD + "Authorization: Bearer " + TOKEN + "\r\nConnection: close\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Socket socket : many) {
                statuses.add(status(answer(socket)));
            }

            // some must wait; every stream that was answered with 201 exists
            assertThat(statuses).contains(201).containsOnly(201, 429);
            assertThat(portal.get("/api/v1/streams", TOKEN).json().get("total").intValue())
                    .isEqualTo(
                            (int) statuses.stream().filter(each -> each == 201).count());
        }
    }

    @Test
    void headsAndBodiesHaveATime() throws Exception {
        try (TestPortal portal = TestPortal.start("--server.request-timeout=300ms")) {
            Socket silent = begin(portal, "");
            Socket head = begin(portal, "GET / HTTP/1.1\r\n");
            Socket later = begin(portal, "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX");
            Socket body = begin(portal, HEAD + "Content-Length: 10\r\n\r\n{");
            Socket chunks = begin(portal, HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
            Socket watcher = begin(
                    portal, "GET /api/v1/changes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n");

            Awaitility.await().untilAsserted(() -> {
                drip(head);
                drip(later);
                assertThat(isOpen(head)).isFalse();
            });
            assertThat(answer(silent)).isEmpty();
            assertThat(answer(later)).startsWith("HTTP/1.1 200").containsOnlyOnce("HTTP/1.1");
            assertThat(answer(body)).startsWith("HTTP/1.1 408").contains("problem+json", "nosniff");
            assertThat(answer(chunks)).startsWith("HTTP/1.1 408");
            assertThat(isOpen(watcher)).isTrue();
            watcher.close();
        }
    }

    @Test
    void anAddressHasABoundOfConnections() throws Exception {
        List<Socket> all = new ArrayList<>();
        try (TestPortal portal = TestPortal.startUnread("--limits.connections-per-address=20")) {
            for (int i = 0; i < 40; i++) {
                all.add(begin(portal, ""));
            }
            Awaitility.await()
                    .until(() -> all.stream().filter(AttacksITCase::isOpen).count() == 20);
            all.get(0).close();
            // closed connections make room
            Awaitility.await().until(() -> {
                try (Socket next = begin(portal, "GET /health/live HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")) {
                    return answer(next).startsWith("HTTP/1.1 200");
                }
            });
        } finally {
            for (Socket socket : all) {
                socket.close();
            }
        }
    }

    @Test
    void whoBreaksOffLeavesNoStackInTheLog() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        Configuration configuration = context.getConfiguration();
        OutputStreamAppender appender = OutputStreamAppender.newBuilder()
                .setName("attacks")
                .setTarget(log)
                .setLayout(PatternLayout.newBuilder()
                        .withPattern("%p %m%n%throwable")
                        .build())
                .build();
        appender.start();
        try (TestPortal portal = TestPortal.start()) {
            configuration.getRootLogger().addAppender(appender, Level.INFO, null);
            context.updateLoggers();
            for (int i = 0; i < 30; i++) {
                breakOff(begin(portal, HEAD + "Content-Length: 1000\r\n\r\n{"));
                breakOff(begin(portal, HEAD + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"));
                breakOff(begin(portal, "GET /api/v1/openapi.yaml HTTP/1.1\r\nHost: a\r\n\r\n"));
                breakOff(begin(portal, "GET /api/v1/op"));
                breakOff(begin(
                        portal,
                        "GET /api/v1/changes HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + TOKEN + "\r\n\r\n"));
            }
            // the server notices at the next event that watchers are gone
            portal.create(7001, stream("seen by nobody"));
            Awaitility.await()
                    .until(() -> portal.get("/metrics", null).body().contains("data_streamer_portal_watchers 0"));
        } finally {
            configuration.getRootLogger().removeAppender("attacks");
            context.updateLoggers();
        }
        assertThat(log.toString(UTF_8)).doesNotContain("\tat ", "ERROR");
    }

    @Test
    void headSaysWhatGetSays() throws Exception {
        try (TestPortal portal = TestPortal.startUnread()) {
            assertThat(head(portal, "/health/ready", Map.of())).isEqualTo(503);
            assertThat(head(portal, "/health/live", Map.of())).isEqualTo(200);
            assertThat(head(portal, "/api/v1/streams", Map.of())).isEqualTo(401);
            assertThat(head(portal, "/api/v1/changes", Map.of())).isEqualTo(401);
            assertThat(head(portal, "/api/v1/lookups", Map.of("Authorization", "Bearer " + TOKEN)))
                    .isEqualTo(200);
            assertThat(head(portal, "/", Map.of())).isEqualTo(200);
            assertThat(head(portal, "/nothing", Map.of())).isEqualTo(404);
        }
        try (TestPortal portal = TestPortal.start("--limits.requests-per-minute=1")) {
            head(portal, "/api/v1/openapi.yaml", Map.of());
            assertThat(head(portal, "/api/v1/openapi.yaml", Map.of())).isEqualTo(429);
            assertThat(head(portal, "/api/v1/changes", Map.of("Authorization", "Bearer " + TOKEN)))
                    .isEqualTo(200);
        }
    }

    private static int head(TestPortal portal, String path, Map<String, String> headers) {
        Answer answer = portal.call("HEAD", path, null, null, headers);
        assertThat(answer.body()).isEmpty();
        return answer.status();
    }

    private static Socket begin(TestPortal portal, String request) throws IOException {
        URI uri = URI.create(portal.url());
        Socket socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(60_000);
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static void drip(Socket socket) {
        try {
            socket.getOutputStream().write('x');
        } catch (IOException e) {
            // closed by now, as required
        }
    }

    /** Whether the other side has neither answered nor closed it. */
    private static boolean isOpen(Socket socket) {
        try {
            socket.setSoTimeout(1);
            while (socket.getInputStream().read() >= 0) {
                // an answer
            }
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Everything until the end of the connection. */
    private static String answer(Socket socket) throws IOException {
        socket.setSoTimeout(60_000);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                all.write(next);
            }
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            // reset after the answer
        }
        return all.toString(ISO_8859_1);
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    private static void breakOff(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static String stream(String name) {
        return "{\"name\": \"" + name
                + "\", \"stream_type\": \"USAGE\", \"api_type\": \"REST_API\", \"settings\": {\"url\": \"https://example.com/a\"}}";
    }
}
