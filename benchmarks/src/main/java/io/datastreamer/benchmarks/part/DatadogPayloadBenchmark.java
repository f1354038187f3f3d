package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.datadog.DatadogPayload;
import io.datastreamer.connectors.datadog.RecentUsage;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Usage documents a second that become requests of DataDog, and how much of that is gzip. */
public class DatadogPayloadBenchmark extends SinglePart {
    private static final int DOCUMENTS = 1_000;
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final Batch usage = SimulatedBatch.of(RecordKind.USAGE, DOCUMENTS);
    private final byte[] plain = plain(DatadogPayload.of(usage, NOW, new RecentUsage()));

    /** A request of a thousand usage documents. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] usage() {
        return DatadogPayload.of(usage, NOW, new RecentUsage()).body();
    }

    /** The same request's body, only compressed. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] gzip() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(body)) {
            gzip.write(plain);
        }
        return body.toByteArray();
    }

    private static byte[] plain(DatadogPayload payload) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(payload.body()))) {
            return gzip.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("the body is not gzip", e);
        }
    }
}
