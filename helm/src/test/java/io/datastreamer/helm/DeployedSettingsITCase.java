package io.datastreamer.helm;

import com.sun.net.httpserver.HttpServer;
import io.datastreamer.connectors.s3.S3Server;
import io.datastreamer.testbed.cluster.Application;
import io.datastreamer.testbed.cluster.ClusterSettings;
import io.datastreamer.testbed.cluster.FlinkCluster;
import io.datastreamer.testbed.cluster.FlinkLibraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The job's processes with the settings that the chart and the local stack give them: they start, deliver, stop with a
 * savepoint, and go on from it on the same storage, as an upgrade does. Needs the job's jar.
 */
class DeployedSettingsITCase {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Path ROOT = Repository.path(".").normalize();
    private static final String BUCKET = "example-bucket";
    private static final Pattern ID = Pattern.compile("\"id\":(2\\d{9})");
    private static final String SIM = "001010000000001";
    private static final int RECORDS = 10;
    /** Those are of the machine, and many processes share this one. */
    private static final Set<String> OF_THE_MACHINE = Set.of(
            "jobmanager.bind-host",
            "jobmanager.rpc.address",
            "jobmanager.rpc.port",
            "jobmanager.memory.process.size",
            "taskmanager.bind-host",
            "taskmanager.memory.process.size",
            "taskmanager.data.port",
            "taskmanager.rpc.port",
            "blob.server.port",
            "rest.address",
            "rest.bind-address",
            "rest.port",
            // a ZooKeeper stands for Kubernetes
            "high-availability.type");

    @TempDir
    Path dir;

    private final Set<Long> arrived = new ConcurrentSkipListSet<>();
    private HttpServer receiver;
    private int recordId = 2_000_000_000;

    @BeforeEach
    void open() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            try (exchange) {
                Matcher id = ID.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                while (id.find()) {
                    arrived.add(Long.valueOf(id.group(1)));
                }
                exchange.sendResponseHeaders(200, -1);
            }
        });
        receiver.start();
        for (String reference : List.of("sims", "catalog")) {
            Files.copy(ROOT.resolve("deploy/sample/" + reference + ".jsonl"), dir.resolve(reference + ".jsonl"));
        }
        Files.writeString(
                dir.resolve("streams.jsonl"),
                "{\"id\":\"s\",\"organisation_id\":100001,\"stream_type\":\"EVENTS\",\"api_type\":\"REST_API_BULK\","
                        + "\"settings\":{\"url\":\"http://127.0.0.1:"
                        + receiver.getAddress().getPort() + "/\"},\"historic\":true,\"state\":\"RUNNING\"}\n");
        Files.createFile(dir.resolve("network-records.jsonl"));
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    @Test
    void anUpgradeWithTheChartsSettings() throws Exception {
        try (S3Server s3 = S3Server.start(Files.createDirectories(dir.resolve("s3")))) {
            s3.createBucket(BUCKET);
            Map<String, String> settings = FlinkSettingsTest.ofChart(
                    Chart.of("everything", Map.of("state.s3.endpoint", s3.url(), "state.s3.region", "us-east-1")));
            upgrade(new ClusterSettings(
                    1,
                    4,
                    true,
                    here(settings),
                    Map.of(
                            "FLINK_PLUGINS_DIR",
                            ROOT.resolve("job/target/plugins").toString(),
                            "AWS_ACCESS_KEY_ID",
                            S3Server.ACCESS_KEY_ID,
                            "AWS_SECRET_ACCESS_KEY",
                            S3Server.SECRET_ACCESS_KEY)));
            try (Stream<Path> objects = Files.walk(dir.resolve("s3/buckets/" + BUCKET + "/data-streamer/savepoints"))) {
                assertThat(objects).anyMatch(object -> object.endsWith("_metadata"));
            }
        }
    }

    @Test
    void theLocalStacksSettings() throws Exception {
        Map<String, String> settings = FlinkOptions.ofFile(Repository.text("deploy/compose/flink.yaml"));
        write();
        try (FlinkCluster cluster = start(new ClusterSettings(1, 2, false, here(settings)), Map.of())) {
            untilAllHasArrived();
            assertThat(cluster.rest().stop(cluster.rest().jobs().get(0))).contains("/volumes/checkpoints/savepoints/");
        }
    }

    private void upgrade(ClusterSettings settings) throws Exception {
        write();
        try (FlinkCluster cluster = start(settings, asTheOperatorStarts())) {
            untilAllHasArrived();
            String savepoint = cluster.rest().stop(cluster.rest().jobs().get(0));
            assertThat(cluster.awaitJobManagersEnd()).isZero();

            arrived.clear();
            write();
            for (String old : cluster.taskManagers()) {
                cluster.killTaskManager(old);
            }
            cluster.startJobManager(new Application(savepoint, asTheOperatorStarts(), options()));
            cluster.startTaskManager();
            cluster.awaitTaskManagers();
            untilAllHasArrived();
            assertThat(arrived)
                    .as("only what is new, since the job goes on from its savepoint")
                    .hasSize(RECORDS);
        }
    }

    private FlinkCluster start(ClusterSettings settings, Map<String, String> ofThisStart) throws Exception {
        return FlinkCluster.start(
                FlinkLibraries.of(ROOT),
                dir.resolve("cluster"),
                settings,
                new Application(null, ofThisStart, options()));
    }

    /** What the operator adds: a new job, with a place of its own for what became of it. */
    private Map<String, String> asTheOperatorStarts() {
        return Map.of(
                "$internal.pipeline.job-id",
                UUID.randomUUID().toString().replace("-", ""),
                "job-result-store.delete-on-commit",
                "false",
                "job-result-store.storage-path",
                "s3://" + BUCKET + "/data-streamer/ha/job-result-store/" + UUID.randomUUID());
    }

    /** With places and ports of this machine. */
    private Map<String, String> here(Map<String, String> settings) {
        Map<String, String> here = new TreeMap<>(settings);
        here.keySet().removeAll(OF_THE_MACHINE);
        here.replace("metrics.reporter.prom.port", "0");
        here.replaceAll((key, value) -> {
            String path = value.replace("file:///", "/");
            if (!path.startsWith("/") || key.equals("kubernetes.entry.path")) {
                return value;
            }
            Path volume = dir.resolve("volumes" + path);
            try {
                Files.createDirectories(volume);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return value.startsWith("file:") ? volume.toUri().toString() : volume.toString();
        });
        return here;
    }

    private List<String> options() {
        List<String> options = new ArrayList<>();
        for (String input : List.of("network-records", "sims", "catalog", "streams")) {
            options.addAll(List.of("--" + input, "file:" + dir.resolve(input + ".jsonl") + "?follow=true"));
        }
        options.addAll(List.of("--parallelism", "2", "--checkpoint-interval", "1 s"));
        options.addAll(List.of("--state-backend", "rocksdb", "--egress.allow", "127.0.0.0/8"));
        return options;
    }

    private void write() throws Exception {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < RECORDS; i++) {
            lines.append("{\"record_id\":")
                    .append(++recordId)
                    .append(",\"time\":\"2026-11-20T09:00:00Z\",")
                    .append("\"operation\":\"UPDATE_LOCATION\",\"imsi\":\"")
                    .append(SIM)
                    .append("\",\"plmn\":{\"mcc\":\"262\",\"mnc\":\"01\"},\"vlr\":\"491720013000\"}\n");
        }
        Files.writeString(dir.resolve("network-records.jsonl"), lines, StandardOpenOption.APPEND);
    }

    private void untilAllHasArrived() {
        await().atMost(LONG)
                .untilAsserted(
                        () -> assertThat(arrived).contains((long) recordId).hasSizeGreaterThanOrEqualTo(RECORDS));
    }
}
