package io.datastreamer.job.upgrade;

import io.datastreamer.connectors.kafka.TestBroker;
import io.datastreamer.connectors.kafka.TopicReader;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatusCodec;
import io.datastreamer.job.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts this code from savepoints of released versions, which are kept as files, each in a directory of its version.
 * {@code -Dfixture.write=true} writes the savepoint of {@link #VERSION} anew, and the list of states.
 *
 * <p>A savepoint contains journals (sealed segments and an open one), lanes that are idle, held, waiting with a fixed
 * batch, refused, in the middle of single documents, and waiting with an object's name; SIMs, a deleted one among them;
 * the catalog; recent records; and records that wait for their SIM.
 */
class SavepointITCase {
    private static final String VERSION = "0.1";
    private static final Path RESOURCES = Path.of("src/test/resources/upgrade");
    private static final long DEMO = 839921;
    private static final String SIM = "901430123456789";
    private static final String UNKNOWN_SIM = "901430999999999";
    private static final int DELIVERED_SINGLY = 100;
    private static final int RECORDS = 300;
    private static final List<Long> BEFORE = numbers(1, RECORDS);
    private static final List<Long> WAITING = numbers(1001, 1005);
    private static final List<Long> AFTER = numbers(RECORDS + 1, RECORDS + 20);

    @TempDir
    Path dir;

    private TestBroker broker;
    private KafkaProducer<byte[], byte[]> producer;
    private TopicReader<byte[]> statuses;
    private ProxiedHosts hosts;
    private final Map<String, Integer> sent = new TreeMap<>();

    @BeforeEach
    void open() throws Exception {
        broker = new TestBroker();
        producer = broker.producer(Map.of());
        hosts = new ProxiedHosts();
        for (String topic : Stream.concat(RunningJob.INPUTS.stream(), RunningJob.OUTPUTS.stream())
                .toList()) {
            broker.create(topic);
        }
        statuses = broker.reader("status");
    }

    @AfterEach
    void close() throws Exception {
        hosts.close();
        statuses.close();
        producer.close();
        broker.close();
    }

    static List<String> versions() throws IOException {
        try (Stream<Path> found = Files.list(RESOURCES)) {
            return found.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void goesOnFromTheSavepointOf(String version) throws Exception {
        Path savepoint = copyOf(RESOURCES.resolve(version));
        Properties story = new Properties();
        try (InputStream in = Files.newInputStream(savepoint.resolve("story.properties"))) {
            story.load(in);
        }
        assertThat(Version.parse(story.getProperty("flink")))
                .as("Flink reads what an older or the same Flink has written, and promises no more")
                .isLessThanOrEqualTo(Version.parse(EnvironmentInformation.getVersion()));
        // messages that must not be read stand in place of those that were read before the savepoint
        for (String topic : RunningJob.INPUTS) {
            for (int i = Integer.parseInt(story.getProperty("read." + topic)); i > 0; i--) {
                send(topic, "read before the savepoint");
            }
        }
        Path written;
        Path gateway = session("gateway", block("Start", 0, 0), block("Interim-Update", 300, 1000));
        try (RunningJob job = RunningJob.start(
                broker.address(),
                hosts,
                dir,
                savepoint,
                "--parallelism",
                "3",
                "--state-backend",
                "rocksdb",
                "--sources.gateway.uri",
                "file:" + gateway + "?follow=true",
                "--sources.gateway.format",
                "radius-detail")) {
            // records that wait for their SIM, then new ones and two from before the savepoint
            send("sims", sim(UNKNOWN_SIM, 77, false));
            job.until(() -> hosts.ids("live.example").equals(WAITING));
            event(1, SIM);
            event(2, SIM);
            for (long id : AFTER) {
                event(id, SIM);
            }
            usage(2, "901430999912345");
            send("streams", stream("paused", "EVENTS", "REST_API_BULK", "RUNNING", ""));
            send("streams", stream("replayed", "EVENTS", "REST_API_BULK", "RUNNING", REPLAY + ",\"name\":\"new\""));

            List<Long> since = all(WAITING, AFTER);
            List<Long> everything = all(BEFORE, since);
            job.until(() -> hosts.ids("live.example").size() >= since.size()
                    && hosts.ids("paused.example").size() >= everything.size()
                    && hosts.ids("failing.example").size() >= everything.size()
                    && hosts.ids("refusing.example").size() >= everything.size()
                    && hosts.ids("window.example").size() >= everything.size() - DELIVERED_SINGLY
                    && hosts.ids("usage.example").size() == 2
                    && hosts.ids("replayed.example").containsAll(since)
                    && hosts.ids("filtered.example").size() >= gprs(since).size()
                    && !hosts.requests("s3.example").isEmpty());

            // each once, in order, from where its cursor stood
            assertThat(hosts.ids("live.example")).isEqualTo(since);
            assertThat(hosts.ids("paused.example")).isEqualTo(everything);
            assertThat(hosts.ids("failing.example")).isEqualTo(everything);
            assertThat(hosts.ids("refusing.example")).isEqualTo(everything);
            // its new version may have come while a request was under way, which is sent again then
            assertThat(hosts.ids("replayed.example").stream().distinct().toList())
                    .isEqualTo(since);
            // one of a source that the savepoint does not know
            assertThat(hosts.ids("usage.example")).contains(2L);
            assertThat(hosts.ids("filtered.example")).isEqualTo(gprs(since));
            assertThat(hosts.ids("window.example"))
                    .filteredOn(id -> !WAITING.contains(id))
                    .isEqualTo(all(numbers(DELIVERED_SINGLY + 1, RECORDS), AFTER));
            assertThat(hosts.requests("s3.example")).first().isEqualTo(story.getProperty("object"));

            job.until(() -> lastStatus("live").delivered() == everything.size());
            assertThat(lastStatus("broken").state()).isEqualTo(StreamStatus.State.FAILING);
            assertThat(broker.read("rejected")).isEmpty();

            written = job.savepoint(dir.resolve("written"));
            String states = String.join("\n", StateNames.of(written)) + "\n";
            if (Boolean.getBoolean("fixture.write")) {
                Files.writeString(RESOURCES.resolve("state.txt"), states, UTF_8);
            }
            assertThat(states)
                    .as("uids, names and formats of state: docs/upgrades.md says how they may change")
                    .isEqualTo(Files.readString(RESOURCES.resolve("state.txt"), UTF_8));
        }
        goesOnWithAnotherSource(written);
    }

    // the session of a source that is left out continues, since its records come from another one
    private void goesOnWithAnotherSource(Path savepoint) throws Exception {
        Path other = session("other", block("Interim-Update", 300, 1000), block("Stop", 600, 1500));
        int before = hosts.ids("live.example").size();
        try (RunningJob job = RunningJob.start(
                broker.address(),
                hosts,
                dir,
                savepoint,
                "--sources.other.uri",
                "file:" + other + "?follow=true",
                "--sources.other.format",
                "radius-detail",
                "--flink.execution.state-recovery.ignore-unclaimed-state",
                "true")) {
            event(RECORDS + 1000, SIM);
            job.until(() -> hosts.ids("usage.example").size() >= 3
                    && hosts.ids("live.example").size() > before);
            assertThat(hosts.ids("live.example")).hasSize(before + 1).endsWith(RECORDS + 1000L);
            assertThat(hosts.documents("usage.example"))
                    .last()
                    .satisfies(usage -> assertThat(
                                    usage.path("volume").path("total").decimalValue())
                            .isEqualByComparingTo("0.0005"));
        }
    }

    private Path session(String source, String... blocks) throws IOException {
        Path folder = Files.createDirectories(dir.resolve(source));
        Files.writeString(folder.resolve("detail"), String.join("\n", blocks) + "\n");
        return folder;
    }

    private static String block(String type, int seconds, int octets) {
        return """
                Mon Nov  2 09:00:00 2026
                \tAcct-Status-Type = %s
                \tAcct-Session-Id = "0A"
                \tNAS-IP-Address = 192.0.2.1
                \tEvent-Timestamp = "Nov  2 2026 09:%02d:00 UTC"
                \t3GPP-IMSI = "901430999912345"
                \t3GPP-SGSN-MCC-MNC = "26201"
                \tAcct-Session-Time = %d
                \tAcct-Input-Octets = %d
                \tTimestamp = 1793696400
                """.formatted(type, seconds / 60, seconds, octets);
    }

    @Test
    @EnabledIfSystemProperty(named = "fixture.write", matches = "true")
    void writesTheSavepointOfThisVersion() throws Exception {
        hosts.answer("failing.example", 503);
        hosts.answer("refusing.example", 400);
        hosts.answer("s3.example", 503);
        for (String reference : List.of("sims", "catalog")) {
            for (String line :
                    Lines.text("/golden/" + reference + ".jsonl").lines().toList()) {
                send(reference, line);
            }
        }
        send("sims", sim("901430999999998", 78, false));
        send("sims", sim("901430999999998", 78, true));
        for (String id : List.of("live", "failing", "refusing")) {
            send("streams", stream(id, "EVENTS", "REST_API_BULK", "RUNNING", ""));
        }
        send("streams", stream("paused", "EVENTS", "REST_API_BULK", "PAUSED", ""));
        send("streams", stream("window", "EVENTS", "REST_API", "RUNNING", ""));
        send("streams", stream("replayed", "EVENTS", "REST_API_BULK", "RUNNING", REPLAY));
        send("streams", stream("filtered", "EVENTS", "REST_API_BULK", "RUNNING", FILTER));
        send(
                "streams",
                stream("broken", "EVENTS", "REST_API_BULK", "RUNNING", "").replace("http:", "ftp:"));
        send("streams", stream("usage", "USAGE", "REST_API_BULK", "RUNNING", "").replace("" + DEMO, "399921"));
        send("streams", OBJECTS);
        try (RunningJob job = RunningJob.start(broker.address(), hosts, dir, null, "--parallelism", "2")) {
            for (long id : WAITING) {
                event(id, UNKNOWN_SIM);
            }
            for (long id = 1; id <= DELIVERED_SINGLY; id++) {
                event(id, SIM);
            }
            usage(1, "901430999912345");
            job.until(() -> hosts.ids("window.example").equals(numbers(1, DELIVERED_SINGLY)));
            hosts.answer("window.example", 503);
            for (long id = DELIVERED_SINGLY + 1; id <= RECORDS; id++) {
                event(id, SIM);
            }
            job.until(() -> hosts.ids("live.example").equals(BEFORE)
                    && hosts.ids("replayed.example").equals(BEFORE)
                    && hosts.ids("filtered.example").equals(gprs(BEFORE))
                    && hosts.ids("usage.example").equals(List.of(1L))
                    && hosts.requests("failing.example").size() > 1
                    && hosts.requests("refusing.example").size() > 6
                    && hosts.requests("window.example").size() > DELIVERED_SINGLY + 1
                    && hosts.requests("s3.example").size() > 1);
            Path written = job.savepoint(dir.resolve("written"));
            keep(written, RESOURCES.resolve(VERSION));
        }
        assertThat(hosts.requests("s3.example").stream().distinct()).hasSize(1);
    }

    private static final String FILTER = ",\"filters\":{\"event_types\":[2]}";
    private static final String REPLAY = ",\"replay_from\":\"2026-01-01T00:00:00Z\",\"replay_id\":\"r1\"";
    private static final String OBJECTS = "{\"id\":\"objects\",\"organisation_id\":" + DEMO
            + ",\"stream_type\":\"EVENTS\",\"api_type\":\"AWS_S3\",\"historic\":true,\"settings\":{"
            + "\"bucket\":\"files\",\"region\":\"eu-central-1\",\"access_key_id\":\"AKIDEXAMPLE\","
            + "\"secret_access_key\":\"example\",\"rotate_interval_ms\":1000}}";

    private static String stream(String id, String type, String api, String state, String more) {
        String window = api.equals("REST_API") ? ",\"window\":4" : "";
        return "{\"id\":\"" + id + "\",\"organisation_id\":" + DEMO + ",\"stream_type\":\"" + type
                + "\",\"api_type\":\"" + api + "\",\"settings\":{\"url\":\"http://" + id + ".example/in\"" + window
                + "},\"historic\":true,\"state\":\"" + state + "\"" + more + "}";
    }

    private static String sim(String imsi, long id, boolean deleted) {
        return "{\"imsi\":\"" + imsi + "\",\"imsi_id\":" + id + ",\"imsi_import_date\":\"2016-12-27T10:09:23Z\","
                + "\"sim_id\":" + id
                + ",\"iccid\":\"8988303001234569999\",\"production_date\":\"2016-12-27T10:09:23Z\","
                + "\"organisation_id\":" + DEMO + ",\"tariff_id\":64" + (deleted ? ",\"deleted\":true" : "") + "}";
    }

    // every third one is of another type
    private void event(long id, String imsi) throws Exception {
        send(
                "network-records",
                "{\"record_id\":" + id + ",\"time\":\"2026-02-03T04:05:06Z\",\"operation\":\""
                        + (id % 3 == 0 ? "UPDATE_GPRS_LOCATION" : "UPDATE_LOCATION") + "\",\"imsi\":\"" + imsi
                        + "\",\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},\""
                        + (id % 3 == 0 ? "sgsn" : "vlr") + "\":\"491720013000\"}");
    }

    private void usage(long id, String imsi) throws Exception {
        send(
                "billing-records",
                "{\"record_id\":" + id + ",\"imsi\":\"" + imsi + "\",\"start\":\"2026-02-03T04:05:06Z\","
                        + "\"end\":\"2026-02-03T05:05:06Z\",\"rx_bytes\":1000,\"tx_bytes\":2000,"
                        + "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"01\"},\"service\":\"DATA\"}");
    }

    private void send(String topic, String line) throws Exception {
        TestBroker.send(producer, topic, 0, null, null, line);
        sent.merge(topic, 1, Integer::sum);
    }

    private StreamStatus lastStatus(String streamId) throws Exception {
        @Nullable StreamStatus last = null;
        for (ConsumerRecord<byte[], byte[]> record : statuses.read(1)) {
            StreamStatus status = StreamStatusCodec.read(record.value());
            last = status.streamId().equals(streamId) ? status : last;
        }
        if (last == null) {
            throw new AssertionError("no status of " + streamId);
        }
        return last;
    }

    private void keep(Path savepoint, Path fixture) throws IOException {
        Files.createDirectories(fixture);
        try (Stream<Path> old = Files.list(fixture)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        try (Stream<Path> files = Files.list(savepoint)) {
            for (Path file : files.toList()) {
                Files.copy(file, fixture.resolve(file.getFileName()));
            }
        }
        try (Writer out = Files.newBufferedWriter(fixture.resolve("story.properties"), UTF_8)) {
            for (String topic : RunningJob.INPUTS) {
                out.write("read." + topic + "=" + sent.getOrDefault(topic, 0) + "\n");
            }
            out.write("flink=" + EnvironmentInformation.getVersion() + "\n");
            out.write("object=" + hosts.requests("s3.example").get(0) + "\n");
        }
    }

    // Flink would remove for good a savepoint that it was given
    private Path copyOf(Path fixture) throws IOException {
        Path copy = Files.createDirectories(dir.resolve("savepoint"));
        try (Stream<Path> files = Files.list(fixture)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return copy;
    }

    private static List<Long> numbers(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    private static List<Long> gprs(List<Long> ids) {
        return ids.stream().filter(id -> id % 3 == 0).toList();
    }

    private static List<Long> all(List<Long> first, List<Long> then) {
        List<Long> all = new ArrayList<>(first);
        all.addAll(then);
        return all;
    }
}
