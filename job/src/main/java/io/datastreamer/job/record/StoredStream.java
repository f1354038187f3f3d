package io.datastreamer.job.record;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.StreamConfiguration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A data stream's configuration as the state keeps it: its JSON. Flink writes all configurations to each checkpoint, with
 * each subtask's copy; to write 100,000 of them as JSON anew each time took half of the processor time of a job at rest.
 * Immutable.
 */
public final class StoredStream {
    private final byte[] json;

    /** @param json what nobody changes afterwards */
    StoredStream(byte[] json) {
        this.json = json;
    }

    /** What is to be kept of a configuration. */
    public static StoredStream of(StreamConfiguration stream) {
        return new StoredStream(DataStreamCodec.write(stream));
    }

    /**
     * The configuration.
     *
     * @throws IllegalStateException when a release wrote it that knows more than this one
     */
    public StreamConfiguration stream() {
        StreamConfiguration stream;
        try {
            stream = DataStreamCodec.read(json).stream();
        } catch (ContractException e) {
            throw new IllegalStateException("a data stream cannot be read back: " + e.getMessage(), e);
        }
        if (stream == null) {
            throw new IllegalStateException("a data stream cannot be read back: it is a removal");
        }
        return stream;
    }

    byte[] json() {
        return json;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StoredStream stored && Arrays.equals(json, stored.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }
}
