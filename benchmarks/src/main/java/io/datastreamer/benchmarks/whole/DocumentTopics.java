package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.rig.HeldRecords;
import io.datastreamer.benchmarks.rival.DocumentMaker;
import io.datastreamer.benchmarks.rival.Reference;
import io.datastreamer.contract.Document;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.generate.LoadRecords;
import io.datastreamer.tools.generate.LoadRecords.LoadRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A topic of finished documents for each organisation: of the same records as others get, made before the clock starts.
 * Not thread-safe.
 */
final class DocumentTopics implements Contestant.Input, AutoCloseable {
    /** Each is read by one task. */
    private static final int PARTITIONS = 1;

    private final LoadRecords records;
    private final DocumentMaker maker;
    private final HeldRecords held;
    private long nextId = LoadRecords.FIRST_RECORD_ID;

    /**
     * Makes the topics.
     *
     * @param reference a directory with {@code sims.jsonl} and {@code catalog.jsonl}
     */
    static DocumentTopics make(Load load, String broker, Path reference)
            throws IOException, ExecutionException, InterruptedException, TimeoutException {
        DocumentMaker maker = new DocumentMaker(Reference.read(reference));
        HeldRecords.createTopics(
                broker,
                IntStream.range(0, load.organisations())
                        .mapToObj(i -> topic(load.organisationId(i)))
                        .toList(),
                PARTITIONS);
        return new DocumentTopics(new LoadRecords(load), maker, new HeldRecords(broker, "documents"));
    }

    private DocumentTopics(LoadRecords records, DocumentMaker maker, HeldRecords held) {
        this.records = records;
        this.maker = maker;
        this.held = held;
    }

    /** The topic of an organisation's documents. */
    static String topic(long organisationId) {
        return "documents-" + organisationId;
    }

    @Override
    public long nextId() {
        return nextId;
    }

    @Override
    public void hold(int count) throws IOException {
        held.hold(count, this::next);
    }

    @Override
    public void release() throws IOException {
        held.release();
    }

    private ProducerRecord<byte[], byte[]> next() {
        LoadRecord record = records.next();
        byte[] key = Load.imsi(record.sim()).getBytes(UTF_8);
        RawRecord raw = new RawRecord(record.line(), key, "load", nextId, System.currentTimeMillis(), null);
        Document document = maker.make(raw, record.isNetwork());
        nextId++;
        return new ProducerRecord<>(topic(document.organisationId()), key, document.json());
    }

    @Override
    public void close() {
        held.close();
    }
}
