package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.content.Content;
import io.datastreamer.job.ingest.files.content.Damage;
import io.datastreamer.job.ingest.files.content.RawFile;
import io.datastreamer.job.ingest.files.cut.RecordCutter;
import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what is cut out of a file into steps, each with the position that the file is then at. Every byte belongs to a
 * record, to padding or to damage.
 */
final class FileSteps {
    private static final Logger LOG = LoggerFactory.getLogger(FileSteps.class);

    private final String source;
    private final int maxBytes;
    private FilePosition position;
    private List<Progress> steps = new ArrayList<>();

    private @Nullable RawFile file;
    private @Nullable Content content;
    private long padding;
    private long countedPadding;

    /**
     * @param source the file's name, for records
     * @param maxBytes how much of what cannot be read is shown
     * @param position up to which the file has been read
     */
    FileSteps(String source, int maxBytes, FilePosition position) {
        this.source = source;
        this.maxBytes = maxBytes;
        this.position = position;
    }

    /** The position in the file, after the last record. */
    FilePosition position() {
        return position;
    }

    /** How many steps there are since the last {@link #take}. */
    int count() {
        return steps.size();
    }

    /** Continues with the content of a file that was opened; null for both if it was closed. */
    void on(@Nullable RawFile opened, @Nullable Content begun) {
        file = opened;
        content = begun;
        if (begun != null) {
            countedPadding = begun.padding();
        }
    }

    /** Adds an event of the file. */
    void event(Progress.Event event) {
        steps.add(Progress.of(event, position));
    }

    /** Goes back to the start of the file, because it is not what was read before. */
    void startOver(Progress.Event event) {
        position = FilePosition.START;
        event(event);
    }

    /** Adds a record, or padding. */
    void add(RecordCutter.Cut cut) {
        long between = cut.start() - position.offset();
        long length = cut.end() - cut.start();
        position = new FilePosition(cut.end(), position.damages(), position.mark());
        if (cut.bytes().length == 0) {
            padding += between + length;
        } else {
            padding += between;
            step(record(cut.bytes(), cut.start(), cut.flaw(), false), length, 0);
        }
    }

    /** Adds bytes that cannot be read. */
    void add(Damage damage, RecordCutter records) {
        RecordCutter.Cut rest = records.rest();
        for (RecordCutter.Cut more; rest != null && (more = records.rest()) != null; rest = more) {
            add(rest);
        }
        long end = records.position();
        long start = rest == null || rest.bytes().length == 0 ? end : rest.start();
        long length = end - start;
        padding += start - position.offset();
        position = new FilePosition(end, position.damages() + 1, position.mark());
        // the record whose end is damaged, or else what is stored in place of a record
        byte[] bytes = rest == null || length == 0 ? stored(damage) : rest.bytes();
        step(record(bytes, start, damage.getMessage(), true), length, damage.to() - damage.from());
    }

    /** Adds that the file cannot be read, or not any further. */
    void addFlaw(String flaw) {
        step(record(new byte[0], position.offset(), flaw, true), 0, 0);
    }

    /**
     * Takes all steps since the last call. The last one has the file's position, including padding after the last
     * record.
     */
    List<Progress> take() {
        if (padding > 0 || (content != null && content.padding() > countedPadding)) {
            step(null, 0, 0);
        }
        if (!steps.isEmpty() && file != null) {
            mark(file);
        }
        List<Progress> taken = steps;
        steps = new ArrayList<>();
        return taken;
    }

    private void mark(RawFile opened) {
        try {
            FileMark mark = FileMark.of(opened, Objects.requireNonNull(content).consumed());
            position = new FilePosition(position.offset(), position.damages(), mark);
            int last = steps.size() - 1;
            steps.set(last, steps.get(last).at(position));
        } catch (IOException e) {
            LOG.debug("{} cannot be looked at; the mark before this one holds as well.", source, e);
        }
    }

    private byte[] stored(Damage damage) {
        byte[] bytes = new byte[(int) Math.min(damage.to() - damage.from(), maxBytes)];
        try {
            int read = Objects.requireNonNull(file).read(damage.from(), bytes, 0, bytes.length);
            return read == bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(0, read));
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private void step(@Nullable RawRecord record, long recordBytes, long damagedBytes) {
        steps.add(new Progress(record, position, recordBytes, takePadding(), damagedBytes, Progress.Event.NONE));
    }

    private long takePadding() {
        long between = content == null ? countedPadding : content.padding();
        long taken = padding + between - countedPadding;
        padding = 0;
        countedPadding = between;
        return taken;
    }

    private RawRecord record(byte[] bytes, long start, @Nullable String flaw, boolean damaged) {
        return new RawRecord(bytes, null, source, start, System.currentTimeMillis(), flaw, damaged);
    }
}
