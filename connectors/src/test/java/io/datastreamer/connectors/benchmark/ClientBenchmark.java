package io.datastreamer.connectors.benchmark;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamType;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.thirdparty.jackson.core.JsonGenerator;
import software.amazon.awssdk.thirdparty.jackson.dataformat.cbor.CBORFactory;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Measures what each client costs alone: it sends batches of usage to a receiver in a separate process. Not a test: run
 * it by name (see CONTRIBUTING); it writes {@code target/client-benchmark.md}.
 */
class ClientBenchmark {
    private static final int IN_FLIGHT = 2;
    private static final long WARM_UP_NANOS = 6_000_000_000L;
    private static final long NANOS = 8_000_000_000L;

    @TempDir
    Path directory;

    private record Case(ApiType type, int documents, Map<String, String> settings, byte[] answer) {}

    @Test
    void run() throws Exception {
        System.setProperty("aws.cborEnabled", "true");
        List<String> rows = new ArrayList<>(List.of(
                "| client | documents a request | documents/s | CPU per document | documents/s per core | allocated per document |",
                "| --- | --- | --- | --- | --- | --- |"));
        Map<String, String> aws = Map.of("access_key_id", "AKIDEXAMPLE", "secret_access_key", "a/secret+of/ours");
        for (Case each : List.of(
                new Case(ApiType.REST_API, 1, Map.of("url", "BASE/"), answer("200 OK", "text/plain", "")),
                new Case(ApiType.REST_API_BULK, 1000, Map.of("url", "BASE/"), answer("200 OK", "text/plain", "")),
                new Case(
                        ApiType.AWS_KINESIS,
                        500,
                        Streams.with(aws, "region", "eu-central-1", "stream_name", "documents"),
                        kinesisAnswer(500)),
                new Case(
                        ApiType.AWS_S3,
                        10_000,
                        Streams.with(aws, "region", "eu-central-1", "bucket", "documents"),
                        answer("200 OK", "text/plain", "")),
                new Case(
                        ApiType.KEEN_IO,
                        1000,
                        Map.of("project_key", "5f00", "write_key", "THEWRITEKEY"),
                        answer("200 OK", "application/json", keenAnswer(1000))),
                new Case(
                        ApiType.DATADOG,
                        1000,
                        Map.of("application_key", "anApplicationKey", "api_key", "anApiKey"),
                        answer("202 Accepted", "application/json", "{\"errors\":[]}")),
                new Case(
                        ApiType.GOOGLE_PUBSUB,
                        1000,
                        Map.of(
                                "project",
                                "example-project",
                                "topic",
                                "documents",
                                "service_account_key",
                                TokenEndpoint.KEY),
                        // also the answer to requests for tokens
                        answer("200 OK", "application/json", "{\"access_token\":\"t\",\"messageIds\":[]}")),
                new Case(
                        ApiType.AWS_SQS,
                        10,
                        Streams.with(aws, "queue_url", "https://sqs.eu-central-1.amazonaws.com/123456789012/documents"),
                        answer(
                                "200 OK",
                                "application/x-amz-json-1.0",
                                entries("{\"Successful\":[", "{\"Id\":\"%d\",\"MessageId\":\"m\"}", ",", "]}"))),
                new Case(
                        ApiType.AWS_SNS,
                        10,
                        Streams.with(aws, "topic_arn", "arn:aws:sns:eu-central-1:123456789012:documents"),
                        answer(
                                "200 OK",
                                "text/xml",
                                entries("<R><Successful>", "<member><Id>%d</Id></member>", "", "</Successful></R>"))),
                new Case(
                        ApiType.AWS_EVENTBRIDGE,
                        10,
                        Streams.with(aws, "region", "eu-central-1"),
                        answer(
                                "200 OK",
                                "application/x-amz-json-1.1",
                                entries("{\"Entries\":[", "{\"EventId\":\"%d\"}", ",", "]}"))))) {
            rows.add(measure(each));
        }
        Files.write(Path.of("target", "client-benchmark.md"), rows);
        rows.forEach(System.out::println);
    }

    private String measure(Case of) throws Exception {
        Path answer = Files.write(directory.resolve(of.type().name()), of.answer());
        Process sink = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Sink.class.getName(),
                        answer.toString())
                .start();
        try (BufferedReader said = sink.inputReader(UTF_8);
                HttpTransport transport =
                        new HttpTransport(HttpSettings.DEFAULTS.withEgressAllow(List.of("127.0.0.0/8")))) {
            String base = "http://127.0.0.1:" + said.readLine();
            OperatorSettings operator = OperatorSettings.DEFAULTS.withEndpoints(Endpoints.everywhere(base));
            Map<String, String> settings = new HashMap<>(of.settings());
            settings.replaceAll((member, value) -> value.replace("BASE", base));
            try (Client client = Integrations.standard(transport, operator)
                    .open(Streams.stream(of.type(), StreamType.USAGE, settings))) {
                Batch batch = batch(of);
                send(client, batch, WARM_UP_NANOS);
                return row(of, client, batch);
            }
        } finally {
            sink.destroyForcibly();
        }
    }

    private static String row(Case of, Client client, Batch batch) throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long cpu = system.getProcessCpuTime();
        long allocated = allocated(threads);
        long start = System.nanoTime();
        long documents = send(client, batch, NANOS) * of.documents();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (system.getProcessCpuTime() - cpu) / 1e9;
        double bytes = (double) (allocated(threads) - allocated) / documents;
        return String.format(
                Locale.ROOT,
                "| %s | %,d | %,.0f | %.2f µs | %,.0f | %,.0f bytes |",
                of.type(),
                of.documents(),
                documents / seconds,
                cpuSeconds / documents * 1e6,
                documents / cpuSeconds,
                bytes);
    }

    /** Sends several batches at once until the time is over; returns how many were delivered. */
    private static long send(Client client, Batch batch, long nanos) throws InterruptedException {
        BlockingQueue<Outcome> outcomes = new ArrayBlockingQueue<>(IN_FLIGHT);
        long end = System.nanoTime() + nanos;
        long delivered = 0;
        for (int i = 0; i < IN_FLIGHT; i++) {
            client.send(batch, outcomes::add);
        }
        int under = IN_FLIGHT;
        while (under > 0) {
            Outcome outcome = outcomes.take();
            assertThat(outcome.error()).isNull();
            delivered++;
            under--;
            if (System.nanoTime() - end < 0) {
                client.send(batch, outcomes::add);
                under++;
            }
        }
        return delivered;
    }

    private static long allocated(ThreadMXBean threads) {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(bytes, 0);
        }
        return sum;
    }

    private static Batch batch(Case of) {
        Batch batch = Documents.batch(
                RecordKind.USAGE, LongStream.range(0, of.documents()).toArray());
        return Documents.named(batch, "cdr_1.csv", false);
    }

    private static String entries(String start, String each, String between, String end) {
        return IntStream.range(0, 10).mapToObj(each::formatted).collect(Collectors.joining(between, start, end));
    }

    private static String keenAnswer(int events) {
        return "{\"1NCEUsageData\":[" + String.join(",", Collections.nCopies(events, "{\"success\":true}")) + "]}";
    }

    private static byte[] kinesisAnswer(int records) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator cbor = new CBORFactory().createGenerator(body)) {
            cbor.writeStartObject();
            cbor.writeNumberField("FailedRecordCount", 0);
            cbor.writeArrayFieldStart("Records");
            for (int i = 0; i < records; i++) {
                cbor.writeStartObject();
                cbor.writeStringField("SequenceNumber", "49543463076548007577105092703039560359975228518395012686");
                cbor.writeStringField("ShardId", "shardId-000000000000");
                cbor.writeEndObject();
            }
            cbor.writeEndArray();
            cbor.writeEndObject();
        }
        return answer("200 OK", "application/x-amz-cbor-1.1", body.toByteArray());
    }

    private static byte[] answer(String status, String type, String body) throws IOException {
        return answer(status, type, body.getBytes(UTF_8));
    }

    private static byte[] answer(String status, String type, byte[] body) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.write(
                ("HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                        .getBytes(UTF_8));
        answer.write(body);
        return answer.toByteArray();
    }
}
