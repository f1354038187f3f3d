package io.datastreamer.job.ingest;

import io.datastreamer.job.ingest.kinesis.sink.KinesisSink;
import io.datastreamer.job.ingest.kinesis.sink.PutRecord;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes the value to a stream, with the key as partition key, or with a random one so that the shards share the load.
 */
final class KinesisRecordWriter implements ElementConverter<OutputRecord, PutRecord> {
    private static final long serialVersionUID = 1L;
    /** Longest partition key, in characters. */
    private static final int LONGEST_KEY = 256;
    /** Most bytes of a value, since the partition key counts as well. */
    private static final int MOST_BYTES = KinesisSink.MOST_RECORD_BYTES - 3 * LONGEST_KEY;

    @Override
    public PutRecord apply(OutputRecord output, SinkWriter.Context context) {
        byte[] value = output.value();
        if (value == null) {
            throw new IllegalStateException("a removal cannot be written to Kinesis");
        }
        return new PutRecord(key(output), LargeRecords.fitted(value, MOST_BYTES));
    }

    private static String key(OutputRecord output) {
        String key = output.key() == null ? "" : new String(output.key(), UTF_8);
        return key.isEmpty() || key.length() > LONGEST_KEY
                ? Long.toUnsignedString(ThreadLocalRandom.current().nextLong())
                : key;
    }
}
