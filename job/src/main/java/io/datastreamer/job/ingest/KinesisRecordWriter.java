package io.datastreamer.job.ingest;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.RejectedCodec;
import io.datastreamer.job.ingest.kinesis.KinesisSink;
import io.datastreamer.job.ingest.kinesis.PutRecord;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes the value to a stream, with the key as partition key, or a random one: then the shards share the load. What is
 * too large for the service, which only a rejected record can be, loses the end of its {@code raw}.
 */
final class KinesisRecordWriter implements ElementConverter<OutputRecord, PutRecord> {
    private static final long serialVersionUID = 1L;
    /** Longest partition key, in characters. */
    private static final int LONGEST_KEY = 256;
    /** What is left of {@code raw}: with the Base64 and the other members well below what the service takes. */
    private static final int KEPT_OF_RAW = 512 << 10;

    @Override
    public PutRecord apply(OutputRecord output, SinkWriter.Context context) {
        byte[] value = output.value();
        if (value == null) {
            throw new IllegalStateException("a removal cannot be written to Kinesis");
        }
        return new PutRecord(
                key(output), value.length > KinesisSink.MOST_RECORD_BYTES - 3 * LONGEST_KEY ? cut(value) : value);
    }

    private static String key(OutputRecord output) {
        String key = output.key() == null ? "" : new String(output.key(), UTF_8);
        return key.isEmpty() || key.length() > LONGEST_KEY
                ? Long.toUnsignedString(ThreadLocalRandom.current().nextLong())
                : key;
    }

    private static byte[] cut(byte[] value) {
        try {
            Rejected whole = RejectedCodec.read(value);
            return RejectedCodec.write(new Rejected(
                    whole.stage(),
                    whole.reason() + " (raw is cut: " + whole.raw().length + " bytes in all)",
                    whole.source(),
                    whole.position(),
                    Arrays.copyOf(whole.raw(), Math.min(whole.raw().length, KEPT_OF_RAW)),
                    whole.streamId(),
                    whole.remoteStatus(),
                    whole.time()));
        } catch (ContractException e) {
            throw new IllegalStateException("of what is written, only rejected records are that large", e);
        }
    }
}
