package io.datastreamer.portal;

import io.datastreamer.connectors.kafka.TestBroker;
import io.datastreamer.options.BadOptionException;
import io.datastreamer.portal.config.PortalSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A running portal on the shared broker, and a client that validates each answer against the OpenAPI document. It
 * records the requests of all tests by operation and status.
 */
public final class TestPortal implements AutoCloseable {
    /** Pairs of an operation and a status that were seen, such as {@code readStream 404}. */
    static final Set<String> SEEN = new TreeSet<>();

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String NO_QUESTIONS = "no questions";
    private static final AtomicInteger NEXT = new AtomicInteger();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TestBroker broker;
    private final String topics;
    private final Portal portal;

    private TestPortal(TestBroker broker, String topics, Portal portal) {
        this.broker = broker;
        this.topics = topics;
        this.portal = portal;
    }

    /** Starts a portal with its own topics, which it has read. */
    public static TestPortal start(String... options) throws Exception {
        return startOn("t" + NEXT.incrementAndGet(), options);
    }

    /** Starts a portal without topics for asking the job. */
    static TestPortal startWithoutQuestions() throws Exception {
        return start(NO_QUESTIONS);
    }

    /** Starts a portal on topics with a prefix, which others may use too. */
    public static TestPortal startOn(String topics, String... options) throws Exception {
        return startAt(topics, Clock.systemUTC(), options);
    }

    /** The same with another clock. */
    static TestPortal startAt(String topics, Clock clock, String... options) throws Exception {
        TestPortal portal = make(topics, clock, options);
        portal.portal.start();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> portal.get("/health/ready", null).status() == 200);
        return portal;
    }

    /** Starts a portal that has not begun to read its topics. */
    static TestPortal startUnread(String... options) throws Exception {
        TestPortal portal = make("t" + NEXT.incrementAndGet(), Clock.systemUTC(), options);
        portal.portal.openPort();
        return portal;
    }

    private static TestPortal make(String topics, Clock clock, String... options) throws Exception {
        TestBroker broker = TestBroker.shared();
        return new TestPortal(broker, topics, new Portal(settings(broker, topics, options), clock));
    }

    private static PortalSettings settings(TestBroker broker, String topics, String... options)
            throws BadOptionException {
        return PortalSettings.parse(arguments(broker, topics, options));
    }

    /** The command line of a portal on topics with a prefix. */
    static String[] arguments(TestBroker broker, String topics, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "--kafka.bootstrap-servers=" + broker.address(),
                "--streams=kafka:" + topics + "-streams",
                "--status=kafka:" + topics + "-status",
                "--attempts=kafka:" + topics + "-attempts",
                "--portal=kafka:" + topics + "-portal",
                "--topics.create=true",
                "--server.port=0",
                "--auth.jwks=file:" + TestKeys.jwks(),
                "--auth.issuer=" + TestKeys.ISSUER,
                "--auth.audience=" + TestKeys.AUDIENCE));
        List<String> given = List.of(options);
        if (given.stream().noneMatch(option -> option.startsWith("--secrets."))) {
            all.add("--secrets.allow-plain=true");
        }
        if (given.stream().noneMatch(option -> option.startsWith("--limits.requests-per-minute"))) {
            all.add("--limits.requests-per-minute=1000000");
        }
        if (!given.contains(NO_QUESTIONS)) {
            all.add("--questions=kafka:" + topics + "-questions");
            all.add("--answers=kafka:" + topics + "-answers");
        }
        given.stream().filter(option -> !option.equals(NO_QUESTIONS)).forEach(all::add);
        return all.toArray(String[]::new);
    }

    public String url() {
        return portal.url();
    }

    public String topics() {
        return topics;
    }

    public String streamsTopic() {
        return topics + "-streams";
    }

    public TestBroker broker() {
        return broker;
    }

    /** The lines with login links. */
    public List<String> loginLinks() {
        return portal.loginLinks();
    }

    Portal portal() {
        return portal;
    }

    public Answer get(String path, @Nullable String token) {
        return call("GET", path, token, null, Map.of());
    }

    public Answer post(String path, @Nullable String token, String json) {
        return call("POST", path, token, json, Map.of());
    }

    public Answer patch(String path, String token, String etag, String json) {
        return call("PATCH", path, token, json, Map.of("If-Match", etag));
    }

    public Answer delete(String path, String token, String etag) {
        return call("DELETE", path, token, null, Map.of("If-Match", etag));
    }

    /** Creates a stream, which must succeed. */
    public Answer create(long organisation, String json) {
        Answer created = post("/api/v1/streams", TestKeys.token(organisation), json);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        return created;
    }

    /** Sends any request. A body is sent as JSON unless the headers say otherwise. */
    public Answer call(
            String method, String path, @Nullable String token, @Nullable String body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .timeout(Duration.ofSeconds(60))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            look(method, path, response);
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void look(String method, String path, HttpResponse<String> response) {
        OpenApi.Operation operation = OpenApi.of(method, path);
        if (operation == null) {
            return;
        }
        String mediaType = response.headers().firstValue("Content-Type").orElse(null);
        assertThat(OpenApi.faults(operation, response.statusCode(), mediaType, response.body()))
                .as("%s: %s %s", operation.id(), response.statusCode(), response.body())
                .isEmpty();
        synchronized (SEEN) {
            SEEN.add(operation.id() + " " + response.statusCode());
        }
    }

    @Override
    public void close() {
        portal.close();
    }
}
