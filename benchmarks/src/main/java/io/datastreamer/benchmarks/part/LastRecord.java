package io.datastreamer.benchmarks.part;

import io.datastreamer.job.element.ElementDecoder;
import io.datastreamer.job.record.SessionRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps the last record that was decoded; a record of no use is a mistake of the benchmark. */
public final class LastRecord implements ElementDecoder.Output {
    private @Nullable SessionRecord record;

    @Override
    public void session(SessionRecord one) {
        record = one;
    }

    @Override
    public void unused(String why) {
        throw new IllegalStateException(why);
    }

    /** The record; one must have come. */
    public SessionRecord record() {
        return Objects.requireNonNull(record);
    }
}
