package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.files.FileFormat;
import io.datastreamer.connectors.files.FilePayload;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;

/** Documents a second that become rows of files. */
public class S3PayloadBenchmark extends SinglePart {
    private static final int DOCUMENTS = 1_000;

    private final Batch events = SimulatedBatch.of(RecordKind.EVENT, DOCUMENTS);
    private final Batch usage = SimulatedBatch.of(RecordKind.USAGE, DOCUMENTS);

    /** A file of a thousand events. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] events() {
        return FilePayload.of(events, FileFormat.CSV, Form.V1, false);
    }

    /** A file of a thousand usage documents, supplements included. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] usage() {
        return FilePayload.of(usage, FileFormat.CSV, Form.V1, false);
    }

    /** A file of a thousand events, compressed. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] eventsAsJsonLines() {
        return FilePayload.of(events, FileFormat.JSON_LINES, Form.V1, false);
    }

    /** A file of a thousand usage documents, compressed. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] usageAsJsonLines() {
        return FilePayload.of(usage, FileFormat.JSON_LINES, Form.V1, false);
    }

    /** A file of a thousand events, in columns. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] eventsAsParquet() {
        return FilePayload.of(events, FileFormat.PARQUET, Form.V1, false);
    }

    /** A file of a thousand usage documents, in columns. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public byte[] usageAsParquet() {
        return FilePayload.of(usage, FileFormat.PARQUET, Form.V1, false);
    }
}
