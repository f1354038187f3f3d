package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.keen.KeenPayload;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Documents a second that become requests of keen.io: each document's time is read. */
public class KeenPayloadBenchmark extends SinglePart {
    private static final int DOCUMENTS = 1_000;

    private final Batch events = SimulatedBatch.of(RecordKind.EVENT, DOCUMENTS);
    private final Batch usage = SimulatedBatch.of(RecordKind.USAGE, DOCUMENTS);
    private final Outgoing socket = new Outgoing();

    /** A thousand events. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public long events() {
        return socket.write(new KeenPayload(events, Form.V1, "events"));
    }

    /** A thousand usage documents. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public long usage() {
        return socket.write(new KeenPayload(usage, Form.V1, "usage"));
    }
}
