package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Documents a second that are brought into another form right before they are sent. */
public class FormBenchmark extends SinglePart {
    private static final int DOCUMENTS = 1_000;

    private final Batch events = SimulatedBatch.of(RecordKind.EVENT, DOCUMENTS);
    private final Batch usage = SimulatedBatch.of(RecordKind.USAGE, DOCUMENTS);

    /** Which form. */
    @Param({"V2", "CLOUDEVENTS"})
    public Form form = Form.V2;

    /** A thousand events. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public Batch events() {
        return form.of(events);
    }

    /** A thousand usage documents. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public Batch usage() {
        return form.of(usage);
    }
}
