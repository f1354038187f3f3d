package io.datastreamer.job.ingest;

import java.io.IOException;
import java.io.OutputStream;
import org.apache.flink.api.common.serialization.Encoder;

/** Writes a record's value as a line; nothing for a record without a value. The value contains no line break. */
final class LineEncoder implements Encoder<OutputRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(OutputRecord output, OutputStream stream) throws IOException {
        if (output.value() != null) {
            stream.write(output.value());
            stream.write('\n');
        }
    }
}
