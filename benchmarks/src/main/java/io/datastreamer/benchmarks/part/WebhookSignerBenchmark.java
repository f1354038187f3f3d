package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.http.Slices;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.webhook.MessageId;
import io.datastreamer.connectors.webhook.WebhookSigner;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.util.Base64;
import okhttp3.Headers;
import org.openjdk.jmh.annotations.Benchmark;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests a second that are named and signed (HMAC with SHA-256), as with {@code signing_secret}. */
public class WebhookSignerBenchmark extends SinglePart {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final WebhookSigner signer =
            WebhookSigner.of(Base64.getEncoder().encodeToString("thirty-two bytes of no importance".getBytes(UTF_8)));
    private final Batch single = SimulatedBatch.of(RecordKind.EVENT, 1);
    private final Batch bulk = SimulatedBatch.of(RecordKind.EVENT, 1_000);

    /** A request of one event. */
    @Benchmark
    public Headers single() {
        return signer.sign(MessageId.of(single), NOW, new Bodies(single));
    }

    /** A request of a thousand events. */
    @Benchmark
    public Headers bulk() {
        return signer.sign(MessageId.of(bulk), NOW, new Bodies(bulk));
    }

    /** The documents one after the other: what a body is made of. */
    private record Bodies(Batch batch) implements Slices {
        @Override
        public long length() {
            return batch.jsonBytes();
        }

        @Override
        public <E extends Exception> void forEach(Sink<E> sink) throws E {
            for (Batch.Item item : batch.items()) {
                sink.accept(item.buffer(), item.offset(), item.length());
            }
        }
    }
}
