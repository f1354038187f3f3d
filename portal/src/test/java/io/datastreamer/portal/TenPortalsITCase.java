package io.datastreamer.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.kafka.TestBroker;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamStatus.State;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.contract.StreamType;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Ten portals on the same topics, all of which change data streams at the same time. One is a separate process: the one
 * that sends notices, which is killed in the middle.
 */
@Timeout(300)
class TenPortalsITCase {
    private static final long ORGANISATION = 7001;
    private static final String TOPICS = "ten";
    private static final int PORTALS = 10;
    private static final int STREAMS = 48;
    /** How many are created before the process is killed. */
    private static final int BEFORE = STREAMS / 3;

    private static final int MOST_TRIES = 100;
    private static final Duration GONE_AFTER = Duration.ofSeconds(10);
    private static final String SENDER = "data_streamer_portal_notices_sender 1";
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final TestClock clock = new TestClock();
    private final String token = TestKeys.token(ORGANISATION);
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(PORTALS);
    private final List<String> urls = new ArrayList<>();
    private final Set<String> names = new ConcurrentSkipListSet<>();
    private final AtomicInteger created = new AtomicInteger();

    @Test
    void whatWasAnsweredIsThereAndOneOfThemTellsItOnce() throws Exception {
        List<TestPortal> others = new ArrayList<>();
        try (Receiver hook = new Receiver(Reply.of(200, "ok"))) {
            Path output = directory.resolve("output");
            Process killed = new ProcessBuilder(command(options("0")))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                urls.add(await().atMost(TestPortal.PATIENCE).until(() -> urlIn(output), url -> !url.isEmpty()));
                others.addAll(startOthers());
                others.forEach(portal -> urls.add(portal.url()));
                // the group gives its only partition to the first by name
                await().atMost(TestPortal.PATIENCE).until(() -> senders(urls) == 1 && senders(urls.subList(0, 1)) == 1);
                watch(others.get(0), hook);
                List<Future<?>> changes = new ArrayList<>();
                for (int i = 0; i < STREAMS; i++) {
                    int number = i;
                    changes.add(threads.submit(() -> live(number)));
                }
                await().atMost(TestPortal.PATIENCE).until(() -> {
                    for (Future<?> change : changes) {
                        if (change.isDone()) {
                            change.get();
                        }
                    }
                    return created.get() >= BEFORE;
                });
                killed.destroyForcibly();
                for (Future<?> change : changes) {
                    change.get();
                }
            } finally {
                killed.destroyForcibly().waitFor();
            }
            List<String> left = urls.subList(1, PORTALS);
            for (String url : left) {
                await().atMost(TestPortal.PATIENCE)
                        .untilAsserted(() -> assertThat(namesAt(url)).isEqualTo(new TreeSet<>(names)));
            }
            await().atMost(TestPortal.PATIENCE).until(() -> senders(left) == 1);
            await().atMost(TestPortal.PATIENCE).until(() -> {
                // a notice waits half a minute for other things that happen at the same time
                clock.pass(Duration.ofMinutes(1));
                return !hook.received().isEmpty();
            });
            for (String url : left) {
                await().atMost(TestPortal.PATIENCE)
                        .until(() -> get(url, "/api/v1/notices").get("recent").size() == 1);
            }
            assertThat(hook.received()).hasSize(1);
        } finally {
            threads.shutdownNow();
            others.forEach(TestPortal::close);
        }
    }

    private static String[] options(String name) {
        return new String[] {"--kafka.client.id=" + name, "--egress.allow=127.0.0.1", "--limits.streams=1000"};
    }

    private static List<String> command(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Portal.class.getName()));
        command.addAll(List.of(TestPortal.arguments(TestBroker.shared(), TOPICS, options)));
        return command;
    }

    private static String urlIn(Path output) throws IOException {
        return Files.readString(output)
                .lines()
                .filter(line -> line.startsWith("portal: http"))
                .map(line -> line.replace("portal: ", ""))
                .findFirst()
                .orElse("");
    }

    private List<TestPortal> startOthers() throws Exception {
        List<Callable<TestPortal>> starts = new ArrayList<>();
        for (int i = 1; i < PORTALS; i++) {
            String name = "1-" + i;
            starts.add(() -> TestPortal.startAt(TOPICS, clock, options(name)));
        }
        List<TestPortal> started = new ArrayList<>();
        for (Future<TestPortal> portal : threads.invokeAll(starts)) {
            started.add(portal.get());
        }
        return started;
    }

    /** Creates a data stream that has failed for long, about which the organisation wants to be told. */
    private void watch(TestPortal portal, Receiver hook) throws Exception {
        String notices = "{\"failing_after_minutes\": 5, \"webhook\": {\"url\": \"" + hook.url("/notices") + "\"}}";
        assertThat(call(portal.url(), "PATCH", "/api/v1/notices", notices, null).statusCode())
                .isEqualTo(200);
        String id = JSON.readTree(call(portal.url(), "POST", "/api/v1/streams", stream("failing"), null)
                        .body())
                .get("id")
                .textValue();
        names.add("failing");
        byte[] status = StreamStatusCodec.write(
                TestStatus.of(id, ORGANISATION, "failing", ApiType.REST_API, StreamType.EVENTS, "https://example.com/")
                        .state(State.FAILING)
                        .answer(503, true)
                        .pending(7, null)
                        .error("HTTP 503", null)
                        .at(Instant.now().minus(Duration.ofHours(1))));
        portal.broker().send(TOPICS + "-status", id, status);
    }

    private static String stream(String name) {
        return "{\"name\": \"" + name + "\", \"stream_type\": \"EVENTS\", \"api_type\": \"REST_API\", \"settings\":"
                + " {\"url\": \"https://example.com/\"}}";
    }

    /** Creates a data stream at one portal, and renames or deletes it at another. */
    private @Nullable Void live(int number) throws Exception {
        String name = "stream " + number;
        HttpResponse<String> made = insist(number, "POST", "/api/v1/streams", stream(name), "key-" + number);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String path = "/api/v1/streams/" + JSON.readTree(made.body()).get("id").textValue();
        created.incrementAndGet();
        if (number % 3 == 0) {
            HttpResponse<String> renamed =
                    insist(number + 3, "PATCH", path, "{\"name\": \"new " + number + "\"}", null);
            assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
            names.add("new " + number);
        } else if (number % 3 == 1) {
            // an earlier request whose answer was lost may have deleted it
            assertThat(insist(number + 5, "DELETE", path, null, null).statusCode())
                    .isIn(204, 404);
        } else {
            names.add(name);
        }
        return null;
    }

    /** Asks one portal after the other until one has answered; a data stream exists once a portal has read it. */
    private HttpResponse<String> insist(
            int first, String method, String path, @Nullable String body, @Nullable String key) throws Exception {
        Duration patience = TestPortal.PATIENCE;
        for (int i = first; i < first + MOST_TRIES; i++) {
            String url = urls.get(i % PORTALS);
            if (!method.equals("POST") && !hasHeard(url, path, patience)) {
                continue;
            }
            try {
                HttpResponse<String> answer = call(url, method, path, body, key);
                if (answer.statusCode() != 503) {
                    return answer;
                }
            } catch (IOException e) {
                // it is unknown whether the request was carried out: the stream may be gone
                patience = method.equals("DELETE") ? GONE_AFTER : patience;
            }
        }
        throw new AssertionError(method + " " + path + " was never answered");
    }

    /** Whether a portal knows a data stream, after waiting for some time; false when the portal does not answer. */
    private boolean hasHeard(String url, String path, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (call(url, "GET", path, null, null).statusCode() != 200 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> call(
            String url, String method, String path, @Nullable String body, @Nullable String key)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode get(String url, String path) throws IOException, InterruptedException {
        return JSON.readTree(call(url, "GET", path, null, null).body());
    }

    private Set<String> namesAt(String url) throws IOException, InterruptedException {
        return new TreeSet<>(get(url, "/api/v1/streams?limit=100").get("items").findValuesAsText("name"));
    }

    private long senders(List<String> of) throws IOException, InterruptedException {
        long senders = 0;
        for (String url : of) {
            senders += call(url, "GET", "/metrics", null, null).body().contains(SENDER) ? 1 : 0;
        }
        return senders;
    }
}
