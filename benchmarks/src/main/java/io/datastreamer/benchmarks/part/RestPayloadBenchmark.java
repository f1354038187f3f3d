package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.rest.RestPayload;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Documents a second that become the JSON arrays of RestAPI in Bulk. */
public class RestPayloadBenchmark extends SinglePart {
    private static final int DOCUMENTS = 1_000;

    private final Batch events = SimulatedBatch.of(RecordKind.EVENT, DOCUMENTS);
    private final Batch usage = SimulatedBatch.of(RecordKind.USAGE, DOCUMENTS);
    private final Outgoing socket = new Outgoing();

    /** A thousand events, made and written. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public long events() {
        return socket.write(RestPayload.array(events));
    }

    /** A thousand usage documents, made and written. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public long usage() {
        return socket.write(RestPayload.array(usage));
    }
}
