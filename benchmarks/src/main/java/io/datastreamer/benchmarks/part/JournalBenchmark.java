package io.datastreamer.benchmarks.part;

import io.datastreamer.benchmarks.stage.SimulatedDocuments;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.deliver.frame.FrameCache;
import io.datastreamer.job.deliver.frame.FrameCodec;
import io.datastreamer.job.deliver.journal.DocumentFilter;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.journal.JournalOptions;
import io.datastreamer.job.deliver.journal.JournalReader;
import io.datastreamer.job.deliver.journal.Position;
import io.datastreamer.job.deliver.journal.Reading;
import io.datastreamer.job.deliver.journal.Selection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Documents a second that go into a journal, and come out of it again, in each state backend. */
public class JournalBenchmark extends SinglePart {
    private static final int DOCUMENTS = 10_000;
    // as many as there are at least of each kind
    private static final int EVENTS = 6_000;
    private static final int USAGE = 3_000;

    private static final String FULL = "1/0";
    private static final String GROWING = "2/0";
    private static final int FLUSHED_TOGETHER = 20;
    private static final int BATCH_RECORDS = 3_000;
    private static final int BATCH_BYTES = 4 << 20;
    /** More than the job has by default: all documents, so that what is at hand can be told from what is not. */
    private static final long CACHE_BYTES = 64 << 20;

    private static final long NOW = 1_800_000_000_000L;

    /** Where the journals are kept. */
    @Param({"heap", "rocksdb"})
    private String state = "heap";

    private final List<Document> documents = SimulatedDocuments.of(DOCUMENTS).subList(0, DOCUMENTS);
    private final FrameCodec codec = new FrameCodec();
    private final FrameCache noCache = new FrameCache(0);
    private final FrameCache cache = new FrameCache(CACHE_BYTES);
    private @Nullable JournalState states;

    /** Fills the journal that is read. */
    @Setup
    public void fill() throws Exception {
        states = new JournalState(state);
        Journal full = journal(FULL, noCache);
        documents.forEach(document -> full.append(document, NOW));
        full.flush();
    }

    /** Lets what the last invocation has appended expire. */
    @Setup(Level.Invocation)
    public void expire() {
        journal(GROWING, noCache).expire(Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Gives the state backend's memory and files back. */
    @TearDown
    public void close() throws Exception {
        Objects.requireNonNull(states).close();
        codec.close();
    }

    /** Documents of one organisation as they come, flushed by segments only. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public Position append() {
        Journal journal = journal(GROWING, noCache);
        for (Document document : documents) {
            journal.append(document, NOW);
        }
        journal.flush();
        return journal.end().position();
    }

    /** The same, flushed after every 20 documents, as the journals of many organisations are. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public Position appendAndFlush() {
        Journal journal = journal(GROWING, noCache);
        int unflushed = 0;
        for (Document document : documents) {
            journal.append(document, NOW);
            if (++unflushed == FLUSHED_TOGETHER) {
                journal.flush();
                unflushed = 0;
            }
        }
        journal.flush();
        return journal.end().position();
    }

    /** Events in batches of a bulk stream, from state. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long readEvents() {
        return read(journal(FULL, noCache), RecordKind.EVENT, EVENTS);
    }

    /** Usage, of which there is less: its lane passes by all events. */
    @Benchmark
    @OperationsPerInvocation(USAGE)
    public long readUsage() {
        return read(journal(FULL, noCache), RecordKind.USAGE, USAGE);
    }

    /** Events whose frames another lane has just read. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long readCachedEvents() {
        return read(journal(FULL, cache), RecordKind.EVENT, EVENTS);
    }

    private Journal journal(String key, FrameCache cached) {
        return new Journal(key, Objects.requireNonNull(states).store(key), JournalOptions.DEFAULT, codec, cached);
    }

    private static long read(Journal journal, RecordKind kind, int count) {
        JournalReader reader = journal.reader();
        Position from = journal.start().position();
        long jsonBytes = 0;
        int read = 0;
        while (read < count) {
            int most = Math.min(BATCH_RECORDS, count - read);
            Reading reading = reader.read(from, read, Selection.of(DocumentFilter.all(kind), 0, most, BATCH_BYTES));
            if (reading.entries().isEmpty() && reading.stop() == Reading.Stop.END) {
                throw new IllegalStateException("the journal has only " + read + " of kind " + kind);
            }
            read += reading.entries().size();
            jsonBytes += reading.jsonBytes();
            from = reading.next();
        }
        return jsonBytes;
    }
}
