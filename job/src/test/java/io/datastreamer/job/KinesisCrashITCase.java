package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.job.ingest.kinesis.FanOutServer;
import io.datastreamer.job.ingest.kinesis.TestServer;
import io.datastreamer.job.ingest.kinesis.TestStream;
import io.datastreamer.job.metrics.JobMetric;
import io.datastreamer.job.metrics.Label;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Runs the whole job on a stream whose shards are split and merged, and kills it again and again: every record comes
 * out, those of a SIM in their order. {@code -Dkinesis.minutes=10} makes it that long, with a split or merge every 20 s
 * and a kill every minute; {@code -Dkinesis.reader=fan-out} reads by subscriptions.
 */
class KinesisCrashITCase {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final int SIMS = 20;
    private static final int MINUTES = Integer.getInteger("kinesis.minutes", 0);
    private static final String READER = System.getProperty("kinesis.reader", "polling");

    @TempDir
    Path dir;

    private int metricsPort;

    @Test
    void everyRecordComesOutInTheOrderOfItsSim() throws Exception {
        try (TestServer.Running server = TestServer.KINESALITE.start();
                TestStream records = new TestStream(server, "network-records", 2, SIMS, KinesisCrashITCase::record);
                TestStream rejected = new TestStream(server, "rejected", 1, 1, KinesisCrashITCase::record);
                TestStream attempts = new TestStream(server, "attempts", 1, 1, KinesisCrashITCase::record);
                OrderedReceiver receiver = new OrderedReceiver()) {
            writeReferenceData(receiver.url());
            metricsPort = Ports.free();
            records.put("nobody", "garbage".getBytes(UTF_8));
            int kills = 0;
            int before = 0;
            FanOutServer fanOut = READER.equals("fan-out") ? new FanOutServer(server, "network-records") : null;
            String address = fanOut == null ? server.url() : fanOut.url();
            JobProcess job = start(address);
            try (fanOut) {
                int steps = MINUTES == 0 ? 8 : MINUTES * 60;
                for (int step = 1; step <= steps; step++) {
                    for (int round = 0; round < 5; round++) {
                        records.round();
                    }
                    if (step % (MINUTES == 0 ? 2 : 20) == 0) {
                        records.reshard();
                    }
                    if (MINUTES == 0 ? step == 5 : step % 60 == 0) {
                        // each run brings something
                        int atStart = before;
                        await().atMost(LONG).until(() -> receiver.received() > atStart);
                        job.kill();
                        kills++;
                        before = receiver.received();
                        job = start(address);
                    }
                    if (MINUTES > 0) {
                        await().pollDelay(1, TimeUnit.SECONDS).until(() -> true);
                    }
                }
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(receiver.received()).isEqualTo(records.written()));
                assertThat(receiver.outOfOrder()).isEmpty();
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(rejected.read())
                                .isNotEmpty()
                                .allMatch(one -> one.contains("is not JSON")
                                        && one.contains("network-records/shardId-000000000")));
                await().atMost(LONG)
                        .untilAsserted(() -> assertThat(attempts.read())
                                .isNotEmpty()
                                .allMatch(one -> one.contains("\"stream_id\":\"events\"")));
                theMetricsOfShardsAreThere();
                System.out.printf(
                        "%d records in %d shards, %d kills, %d duplicates, all in order%n",
                        records.written(), records.shards(), kills, receiver.duplicates());
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(job.said(), e);
            } finally {
                job.close();
            }
        }
    }

    private void theMetricsOfShardsAreThere() throws Exception {
        String scraped = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        for (JobMetric metric : JobMetric.values()) {
            if (metric.labels().contains(Label.SHARD)) {
                assertThat(scraped).containsPattern(metric.prometheusName() + "\\{[^}]*shard=\"shardId");
            }
        }
    }

    private static String record(int sim, int number) {
        return ("{\"record_id\":%d,\"time\":\"2026-02-03T04:05:06Z\",\"operation\":\"UPDATE_LOCATION\",\"imsi\":\"%s\","
                        + "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},\"vlr\":\"491720013000\"}")
                .formatted(number * SIMS + sim, imsi(sim));
    }

    private static String imsi(int sim) {
        return "9014301234%05d".formatted(sim);
    }

    private void writeReferenceData(String receiver) throws IOException {
        Files.writeString(dir.resolve("catalog.jsonl"), Lines.text("/golden/catalog.jsonl"));
        String golden = Lines.text("/golden/sims.jsonl").lines().findFirst().orElseThrow();
        StringBuilder sims = new StringBuilder();
        for (int sim = 0; sim < SIMS; sim++) {
            sims.append(golden.replaceFirst("\"imsi\":\\s*\"[0-9]+\"", "\"imsi\":\"" + imsi(sim) + "\""))
                    .append('\n');
        }
        Files.writeString(dir.resolve("sims.jsonl"), sims);
        String organisation = golden.replaceFirst(".*\"organisation_id\":\\s*([0-9]+).*", "$1");
        Files.writeString(dir.resolve("streams.jsonl"), """
                {"id":"events","organisation_id":%s,"stream_type":"EVENTS","api_type":"REST_API_BULK","historic":true,\
                "settings":{"url":"%s"}}
                """.formatted(organisation, receiver));
    }

    private JobProcess start(String kinesis) throws IOException {
        List<String> options = new ArrayList<>();
        for (String input : List.of("sims", "catalog", "streams")) {
            options.addAll(List.of("--" + input, "file:" + dir.resolve(input + ".jsonl") + "?follow=true"));
        }
        options.addAll(List.of(
                "--network-records", "kinesis:network-records",
                "--rejected", "kinesis:rejected",
                "--attempts", "kinesis:attempts",
                "--kinesis.region", "us-east-1",
                "--kinesis.endpoint", kinesis,
                "--kinesis.access-key-id", "AKIATEST",
                "--kinesis.secret-access-key", "secret",
                "--kinesis.discovery-interval", "1 s",
                "--kinesis.reader", READER,
                "--egress.allow", "127.0.0.0/8",
                "--metrics-port", String.valueOf(metricsPort),
                "--parallelism", "2",
                "--checkpoint-interval", "500 ms",
                "--state-dir", dir.resolve("state").toString()));
        return JobProcess.start(dir.resolve("job.log"), options);
    }

    /** A customer's server that tracks for each SIM which number comes next. */
    private static final class OrderedReceiver implements AutoCloseable {
        private static final ObjectMapper JSON = new ObjectMapper();
        private final HttpServer server;
        private final long[] next = new long[SIMS];
        private final List<String> outOfOrder = new ArrayList<>();
        private long duplicates;

        OrderedReceiver() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
            server.createContext("/", this::handle);
            server.start();
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        private void handle(HttpExchange exchange) throws IOException {
            try (exchange) {
                for (JsonNode document : JSON.readTree(exchange.getRequestBody().readAllBytes())) {
                    take(document.get("id").asLong());
                }
                exchange.sendResponseHeaders(200, -1);
            }
        }

        private synchronized void take(long id) {
            int sim = (int) (id % SIMS);
            long number = id / SIMS;
            if (number < next[sim]) {
                duplicates++;
            } else if (number == next[sim]) {
                next[sim]++;
            } else {
                outOfOrder.add("SIM " + sim + ": " + number + " came when " + next[sim] + " was due");
            }
        }

        synchronized int received() {
            int sum = 0;
            for (long count : next) {
                sum += (int) count;
            }
            return sum;
        }

        synchronized List<String> outOfOrder() {
            return List.copyOf(outOfOrder);
        }

        synchronized long duplicates() {
            return duplicates;
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
