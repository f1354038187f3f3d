package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.kinesis.KinesisPayload;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;

/** Documents a second that become calls of Kinesis, before the SDK writes and signs them. */
public class KinesisPayloadBenchmark extends SinglePart {
    private static final int DOCUMENTS = 500;

    private final Batch events = SimulatedBatch.of(RecordKind.EVENT, DOCUMENTS);

    /** Five hundred events, the most that a call takes. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public PutRecordsRequest events() {
        return KinesisPayload.of(events, "documents");
    }
}
