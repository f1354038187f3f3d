package io.datastreamer.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.job.Gallery.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Delivers with default settings to the servers that customers run, in their default configurations, to all at once:
 * each gets all documents, and hardly any request fails.
 */
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServersITCase {
    /** Most requests that may end without a delivery before a stream knows what its server takes. */
    private static final int MOST_IN_VAIN = 3;

    private static final int TOO_LARGE = 413;
    private static final int EVENTS = 4_000;
    private static final int USAGE = 1_000;
    private static final long ORGANISATION = 100001;
    private static final Pattern ITS_SIM = Pattern.compile("\"imsi\":\"00101000000000[123]\"");
    private static final Pattern RECORD_ID = Pattern.compile("\"record_id\":[0-9]+");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path dir;

    private final Set<Long> expected = new HashSet<>();
    private final Map<Kind, TestAbortedException> absent = new EnumMap<>(Kind.class);
    private Gallery gallery;
    private OutputFiles outputs;

    @BeforeAll
    void deliverToAll() throws Exception {
        gallery = new Gallery(dir);
        for (Kind kind : Kind.values()) {
            try {
                gallery.start(kind);
            } catch (TestAbortedException e) {
                absent.put(kind, e);
            }
        }
        write("network-records", EVENTS);
        write("billing-records", USAGE);
        List<String> streams = new ArrayList<>();
        gallery.servers().forEach((kind, server) -> streams.add(stream(kind, server.settings())));
        Files.write(dir.resolve("streams.jsonl"), streams);
        outputs = new OutputFiles(dir);
        try (JobProcess job = SampleJob.start(dir, "--secrets.allow-plain", "true")) {
            for (Kind kind : gallery.servers().keySet()) {
                await(kind.word()).atMost(LONG).until(() -> !job.isAlive() || hasDeliveredAll(kind));
            }
            assertThat(job.isAlive()).as(job.said()).isTrue();
        }
    }

    @AfterAll
    void close() throws Exception {
        gallery.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void takesAllDocuments(Kind kind) throws Exception {
        TestAbortedException reason = absent.get(kind);
        if (reason != null) {
            throw reason;
        }
        Gallery.Server server = Objects.requireNonNull(gallery.servers().get(kind));

        Set<Long> ids = server.ids().call();
        assertThat(ids).hasSize(expected.size());
        assertThat(expected).allMatch(ids::contains);
        List<DeliveryAttempt> inVain = outputs.attempts(kind.word()).stream()
                .filter(attempt -> attempt.outcome() != DeliveryAttempt.Outcome.DELIVERED)
                .toList();
        // only the size was refused: no timeout, no broken connection
        assertThat(inVain).allMatch(attempt -> attempt.remoteStatus() == TOO_LARGE);
        assertThat(inVain).hasSizeLessThanOrEqualTo(MOST_IN_VAIN);
    }

    private boolean hasDeliveredAll(Kind kind) throws Exception {
        StreamStatus last = outputs.lastStatuses().get(kind.word());
        return last != null && last.delivered() >= expected.size();
    }

    /** Writes this many records of the organisation's SIMs: those of the sample repeatedly, each with its own id. */
    private void write(String input, int count) throws IOException {
        List<String> sample = Files.readAllLines(SampleJob.SAMPLE.resolve(input + ".jsonl")).stream()
                .filter(line -> ITS_SIM.matcher(line).find())
                .toList();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long id = 3_000_000_000L + expected.size();
            expected.add(id);
            lines.add(RECORD_ID.matcher(sample.get(i % sample.size())).replaceFirst("\"record_id\":" + id));
        }
        Files.write(dir.resolve(input + ".jsonl"), lines);
    }

    private static String stream(Kind kind, Map<String, String> settings) {
        ObjectNode stream = JSON.createObjectNode()
                .put("id", kind.word())
                .put("organisation_id", ORGANISATION)
                .put("stream_type", "USAGE_AND_EVENTS")
                .put("api_type", "REST_API_BULK")
                .put("historic", true);
        ObjectNode members = stream.putObject("settings");
        settings.forEach(members::put);
        return stream.toString();
    }
}
