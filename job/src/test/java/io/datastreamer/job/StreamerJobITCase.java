package io.datastreamer.job;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.RejectedCodec;
import io.datastreamer.contract.StreamStatus;
import io.datastreamer.contract.StreamStatusCodec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Tests the whole path of a record: from files, through the job in its own process, to real HTTP receivers. */
class StreamerJobITCase {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long DEMO = 839921;

    @TempDir
    Path dir;

    private HttpReceiver receiver;

    @BeforeEach
    void open() throws IOException {
        receiver = new HttpReceiver();
        for (String input : List.of("network-records", "billing-records", "sims", "catalog")) {
            Files.writeString(dir.resolve(input + ".jsonl"), Lines.text("/golden/" + input + ".jsonl"));
        }
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void theSamplesArriveExactly() throws Exception {
        streams(
                stream("events", DEMO, "EVENTS", "REST_API_BULK", "/events"),
                stream("single", DEMO, "EVENTS", "REST_API", "/single"),
                stream("usage", 399921, "USAGE", "REST_API_BULK", "/usage"));
        append("network-records", "{\"record_id\": 7, \"time\": \"yesterday\"}", "no JSON at all");
        try (JobProcess job = start()) {
            assertThat(job.exitCode()).as(job.said()).isEqualTo(ExitCode.DONE.code());
        }
        ObjectMapper json = new ObjectMapper();
        assertThat(receiver.documents("/events"))
                .containsExactlyInAnyOrder(
                        json.readTree(Lines.text("/golden/event_update_location.json")),
                        json.readTree(Lines.text("/golden/event_delete_pdp_context.json")),
                        json.readTree(Lines.text("/golden/event_user_authentication_failed.json")));
        assertThat(receiver.ids("/single")).containsExactlyInAnyOrderElementsOf(receiver.ids("/events"));
        assertThat(receiver.documents("/usage")).containsExactly(json.readTree(Lines.text("/golden/usage_data.json")));

        List<Rejected> rejected = new ArrayList<>();
        for (String line : lines("rejected")) {
            rejected.add(RejectedCodec.read(line.getBytes(UTF_8)));
        }
        assertThat(rejected).hasSize(2).allMatch(each -> each.stage().equals("decode"));
        assertThat(rejected).anyMatch(each -> new String(each.raw(), UTF_8).equals("no JSON at all"));
        StreamStatus last = lastStatus("events");
        assertThat(last.delivered()).isEqualTo(3);
        assertThat(last.remoteStatus()).isEqualTo(200);
        assertThat(last.pending()).isZero();
    }

    @Test
    void endpointsThatFailDelayNobodyAndWhatIsLeftIsTold() throws Exception {
        receiver.answering("/hangs", HttpReceiver.NEVER).answering("/fails", 500);
        streams(
                stream("healthy", DEMO, "EVENTS", "REST_API_BULK", "/healthy"),
                stream("hanging", DEMO, "EVENTS", "REST_API_BULK", "/hangs"),
                stream("failing", DEMO, "EVENTS", "REST_API_BULK", "/fails"),
                stream("broken", DEMO, "EVENTS", "REST_API_BULK", "/x").replace("http://", "ftp://"));
        try (JobProcess job = start("--deliver.drain-timeout", "3 s", "--deliver.request-timeout", "60 s")) {
            await().atMost(LONG).until(() -> receiver.ids("/healthy").size() == 3);
            assertThat(job.exitCode()).as(job.said()).isEqualTo(ExitCode.UNDELIVERED.code());
            assertThat(job.said())
                    .contains("9 documents are undelivered")
                    .contains("data stream hanging of organisation 839921: 3")
                    .contains("data stream failing of organisation 839921: 3")
                    .contains("data stream broken of organisation 839921: 3");
        }
        assertThat(lastStatus("failing").remoteStatus()).isEqualTo(500);
        assertThat(lastStatus("broken").lastError()).contains("url");
    }

    @Test
    void killedAtAnyMomentItLosesNothing() throws Exception {
        streams(stream("s", DEMO, "EVENTS", "REST_API_BULK", "/s"));
        Files.writeString(dir.resolve("network-records.jsonl"), "");
        String[] life = follow("--state-dir", dir.resolve("state").toString());
        long records = 0;
        for (int kill = 0; kill < 3; kill++) {
            try (JobProcess job = start(life)) {
                long expected = records + 400;
                for (; records < expected; records++) {
                    append("network-records", location(records));
                }
                await().atMost(LONG)
                        .until(() -> new HashSet<>(receiver.ids("/s")).size() >= expected - 200 || !job.isAlive());
                // the first run leaves a checkpoint to continue from, the others end at any point
                await().atMost(LONG)
                        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                        .until(() -> hasCheckpoint(dir.resolve("state")) || !job.isAlive());
                assertThat(job.isAlive()).as(job.said()).isTrue();
                job.kill();
            }
        }
        long all = records;
        try (JobProcess job = start(life)) {
            await().atMost(LONG).untilAsserted(() -> {
                Set<Long> missing = LongStream.range(0, all).boxed().collect(Collectors.toCollection(TreeSet::new));
                receiver.ids("/s").forEach(missing::remove);
                assertThat(missing).as(job.said()).isEmpty();
                assertThat(job.said()).contains("goes on from");
            });
            assertThat(job.isAlive()).as(job.said()).isTrue();
        }
        assertThat(firstOccurrences(receiver.ids("/s")))
                .isEqualTo(LongStream.range(0, all).boxed().toList());
    }

    private static boolean hasCheckpoint(Path stateDir) throws IOException {
        try (Stream<Path> files = Files.walk(stateDir)) {
            return files.anyMatch(file -> file.endsWith("_metadata"));
        }
    }

    @Test
    void aPausedStreamGoesOnWhereItStopped() throws Exception {
        String running = stream("s", DEMO, "EVENTS", "REST_API_BULK", "/s");
        String paused = running.replace("RUNNING", "PAUSED");
        streams(running);
        Files.writeString(dir.resolve("network-records.jsonl"), "");
        try (JobProcess job = start(follow())) {
            append("network-records", location(1));
            await().atMost(LONG).until(() -> receiver.ids("/s").equals(List.of(1L)) || !job.isAlive());
            append("streams", paused);
            await().atMost(LONG).until(() -> hasStatus("s", StreamStatus.State.PAUSED) || !job.isAlive());
            append("network-records", location(2), location(3));
            // a second stream shows when the journal has them
            append("streams", stream("witness", DEMO, "EVENTS", "REST_API_BULK", "/witness"));
            await().atMost(LONG).until(() -> receiver.ids("/witness").equals(List.of(1L, 2L, 3L)) || !job.isAlive());
            assertThat(receiver.ids("/s")).containsExactly(1L);
            append("streams", running);
            await().atMost(LONG).until(() -> receiver.ids("/s").size() >= 3 || !job.isAlive());
            assertThat(job.isAlive()).as(job.said()).isTrue();
            assertThat(receiver.ids("/s")).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void whatIsWrongWithTheStartIsSaidFirst() throws Exception {
        streams(stream("s", DEMO, "EVENTS", "REST_API_BULK", "/s"));
        try (JobProcess job = start("--deliver.max-request", "5")) {
            assertThat(job.exitCode()).isEqualTo(ExitCode.NOT_STARTED.code());
            assertThat(job.said())
                    .startsWith("streamer: --deliver.max-request 5")
                    .contains("deliver.max-requests");
        }
    }

    @Test
    void aFullStateDiskEndsTheRunAtOnceAndSaysWhatToDo() throws Exception {
        Path state = Files.createDirectory(dir.resolve("state"));
        // a separate disk for the process: large enough for its first files, too small for a checkpoint
        List<String> withSmallDisk = List.of(
                "unshare", "-rm", "sh", "-c", "mount -t tmpfs -o size=16k tmpfs " + state + " && exec \"$@\"", "sh");
        Process tried = new ProcessBuilder(
                        Stream.concat(withSmallDisk.stream(), Stream.of("true")).toList())
                .start();
        assumeTrue(tried.waitFor() == 0, "needs a user who may mount a file system of its own (unshare -rm)");
        streams(stream("s", DEMO, "EVENTS", "REST_API_BULK", "/s"));
        try (JobProcess job = start(withSmallDisk, follow("--state-dir", state.toString()))) {
            assertThat(job.exitCode()).as(job.said()).isEqualTo(ExitCode.FAILED.code());
            assertThat(job.said().strip().lines().reduce((line, next) -> next).orElseThrow())
                    .startsWith("streamer: the job failed: no checkpoint can be written to --state-dir " + state)
                    .contains("No space left on device")
                    .containsPattern("[0-9.]+ % full")
                    .contains("Make room there");
        }
        assertThat(receiver.ids("/s"))
                .as("no restart has delivered anything again")
                .doesNotHaveDuplicates();
    }

    // ---- inputs and outputs

    private String stream(String id, long organisation, String type, String api, String path) {
        return "{\"id\":\"" + id + "\",\"organisation_id\":" + organisation + ",\"stream_type\":\"" + type
                + "\",\"api_type\":\"" + api + "\",\"settings\":{\"url\":\"" + receiver.url(path)
                + "\"},\"historic\":true,\"state\":\"RUNNING\"}";
    }

    private void streams(String... lines) throws IOException {
        Files.writeString(dir.resolve("streams.jsonl"), String.join("\n", lines) + "\n");
    }

    private void append(String input, String... lines) throws IOException {
        Files.writeString(dir.resolve(input + ".jsonl"), String.join("\n", lines) + "\n", StandardOpenOption.APPEND);
    }

    private static String location(long id) {
        return "{\"record_id\":" + id + ",\"time\":\"2026-02-03T04:05:06Z\",\"operation\":\"UPDATE_LOCATION\","
                + "\"imsi\":\"901430123456789\",\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},\"vlr\":\"491720013000\"}";
    }

    private static String[] follow(String... more) {
        return Stream.concat(Stream.of("follow"), Stream.of(more)).toArray(String[]::new);
    }

    /**
     * Starts the job on the directory's inputs; with the word {@code follow} first, it also reads what is added to
     * them.
     */
    private JobProcess start(String... more) throws IOException {
        return start(List.of(), more);
    }

    private JobProcess start(List<String> by, String... more) throws IOException {
        boolean follow = more.length > 0 && more[0].equals("follow");
        List<String> options = new ArrayList<>();
        for (String input : List.of("network-records", "billing-records", "sims", "catalog", "streams")) {
            options.add("--" + input);
            options.add("file:" + dir.resolve(input + ".jsonl") + (follow ? "?follow=true" : ""));
        }
        for (String output : List.of("status", "attempts", "rejected")) {
            options.add("--" + output);
            options.add("file:" + dir.resolve(output));
        }
        options.addAll(List.of("--egress.allow", "127.0.0.0/8", "--checkpoint-interval", "500 ms"));
        options.addAll(List.of(more).subList(follow ? 1 : 0, more.length));
        return JobProcess.start(dir.resolve("job.log"), by, options);
    }

    private List<String> lines(String output) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(dir.resolve(output))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(each -> !each.getFileName().toString().startsWith("."))
                    .toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    private boolean hasStatus(String stream, StreamStatus.State state) throws Exception {
        StreamStatus last = lastStatuses().get(stream);
        return last != null && last.state() == state;
    }

    private StreamStatus lastStatus(String stream) throws Exception {
        return Objects.requireNonNull(lastStatuses().get(stream), stream);
    }

    private Map<String, StreamStatus> lastStatuses() throws Exception {
        Map<String, StreamStatus> last = new java.util.HashMap<>();
        for (String line : lines("status")) {
            StreamStatus status = StreamStatusCodec.read(line.getBytes(UTF_8));
            last.merge(status.streamId(), status, (a, b) -> b.updatedAt().isBefore(a.updatedAt()) ? a : b);
        }
        return last;
    }

    private static List<Long> firstOccurrences(List<Long> ids) {
        return ids.stream().distinct().toList();
    }
}
