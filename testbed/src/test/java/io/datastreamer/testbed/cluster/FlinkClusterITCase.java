package io.datastreamer.testbed.cluster;

import io.datastreamer.tools.simulate.Feed;
import io.datastreamer.tools.simulate.FileOutput;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.Output;
import io.datastreamer.tools.simulate.SimulatedRecord;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * The shaded jar on a Flink cluster of processes, run by Flink's own command line as docs/operations.md tells
 * operators. Needs the job's jar.
 */
class FlinkClusterITCase {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final long LOGISTICS = 100_101;
    private static final long METERING = 100_102;

    @TempDir
    Path dir;

    private final Set<Long> logistics = new TreeSet<>();
    private final Set<Long> metering = new TreeSet<>();
    private int damaged;

    /** One test for everything, because each process takes seconds to start. */
    @Test
    void aSavepointIsTakenUpByAnotherTopology() throws Exception {
        Path in = dir.resolve("in");
        try (Endpoints endpoints = new Endpoints();
                Output files = tracked(new FileOutput(in));
                FlinkCluster cluster = FlinkCluster.start(
                        FlinkLibraries.of(ROOT), dir.resolve("cluster"), new ClusterSettings(2, 2, false, Map.of()))) {
            NetworkSimulation simulation = new NetworkSimulation(5, 60, NetworkSimulation.START);
            Feed feed = new Feed(simulation, files, Feed.UNPACED);
            feed.reference();
            feed.run(400);
            Files.writeString(
                    in.resolve("streams.jsonl"),
                    stream("l", LOGISTICS, endpoints) + stream("m", METERING, endpoints),
                    UTF_8);

            // two subtasks, no output of rejected records
            String first = cluster.cli().run(submission(null, false, 2, "status", "attempts"));
            untilAllHasArrived(endpoints);
            String savepoint = cluster.cli().stop(first);
            await().atMost(LONG)
                    .until(() -> cluster.rest().state(first).orElse("").equals("FINISHED"));

            // three subtasks, one output more and one less: the state of the removed one must be dropped
            feed.run(400);
            assertThatThrownBy(() -> cluster.cli().run(submission(savepoint, false, 3, "status", "rejected")))
                    .hasMessageContaining("allowNonRestoredState");
            String second = cluster.cli().run(submission(savepoint, true, 3, "status", "rejected"));
            untilAllHasArrived(endpoints);
            feed.run(400);
            untilAllHasArrived(endpoints);

            assertThat(cluster.rest().isRunning(second)).isTrue();
            await().atMost(LONG).until(() -> lines("rejected") > 0);
            assertThat(lines("attempts")).isPositive();
            assertThat(lines("rejected"))
                    .as("only those that came after the savepoint, since there was no such output before")
                    .isLessThan(damaged);
            cluster.cli().cancel(second);
            await().atMost(LONG)
                    .until(() -> cluster.rest().state(second).orElse("").equals("CANCELED"));
            assertThat(checkpoints(cluster.checkpoints().resolve(second)))
                    .as("a job that is cancelled leaves its checkpoint")
                    .isPositive();
        }
    }

    private static long checkpoints(Path dir) throws IOException {
        try (Stream<Path> found = Files.walk(dir)) {
            return found.filter(file -> file.getFileName().toString().equals("_metadata"))
                    .count();
        }
    }

    private void untilAllHasArrived(Endpoints endpoints) {
        await().atMost(LONG).untilAsserted(() -> {
            assertThat(new HashSet<>(endpoints.arrived("/l"))).isEqualTo(logistics);
            assertThat(new HashSet<>(endpoints.arrived("/m"))).isEqualTo(metering);
        });
    }

    private FlinkCli.Submission submission(
            @Nullable String from, boolean allowNonRestored, int parallelism, String... outputs) {
        List<String> options = new ArrayList<>();
        for (String input : List.of("network-records", "billing-records", "sims", "catalog", "streams")) {
            options.addAll(List.of("--" + input, "file:" + dir.resolve("in/" + input + ".jsonl") + "?follow=true"));
        }
        for (String output : outputs) {
            options.addAll(List.of("--" + output, "file:" + dir.resolve(output)));
        }
        options.addAll(List.of("--parallelism", Integer.toString(parallelism)));
        options.addAll(List.of("--checkpoint-interval", "1 s", "--egress.allow", "127.0.0.0/8"));
        return new FlinkCli.Submission(from, allowNonRestored, options);
    }

    private static String stream(String id, long organisation, Endpoints endpoints) {
        return "{\"id\":\"" + id + "\",\"organisation_id\":" + organisation
                + ",\"stream_type\":\"USAGE_AND_EVENTS\",\"api_type\":\"REST_API_BULK\",\"settings\":{\"url\":\""
                + endpoints.url("/" + id) + "\"},\"historic\":true,\"state\":\"RUNNING\"}\n";
    }

    private Output tracked(FileOutput files) {
        return new Output() {
            @Override
            public void write(SimulatedRecord record) throws IOException {
                if (record.organisationId() == LOGISTICS) {
                    logistics.add(record.recordId());
                } else if (record.organisationId() == METERING) {
                    metering.add(record.recordId());
                }
                damaged += record.becomes() == Becomes.REJECT ? 1 : 0;
                files.write(record);
            }

            @Override
            public void flush() throws IOException {
                files.flush();
            }

            @Override
            public void close() throws IOException {
                files.close();
            }
        };
    }

    // the lines that a file output has made visible
    private long lines(String output) throws IOException {
        long lines = 0;
        List<Path> parts;
        try (Stream<Path> found = Files.walk(dir.resolve(output))) {
            parts = found.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
        for (Path part : parts) {
            lines += Files.readAllLines(part, UTF_8).size();
        }
        return lines;
    }
}
