package io.datastreamer.job.ingest.files;

import io.datastreamer.job.record.RawRecord;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being read: from the position of its split to its end and, where it is followed, on from there.
 *
 * <p>It is held open, so that a file which is renamed, replaced or removed is still read to its end. Nothing that the file
 * is makes {@link #read} fail: what cannot be read is a record with a flaw.
 */
final class OpenFile implements Closeable {
    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int BATCH_PADDING = 100_000;
    private static final int MOST_FAILURES = 3;
    private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    // so long is waited for what is still written to a file that has no longer its path
    private static final long LEFT_NANOS = Duration.ofSeconds(2).toNanos();

    private final FileSplit split;
    private final FileReading how;
    private final Path path;
    private final String source;
    private String key;
    private FilePosition position;

    private @Nullable RawFile file;
    private @Nullable Content content;
    private @Nullable RecordCutter cutter;
    private long padding;
    private long countedPadding;

    private boolean atEnd;
    private boolean hasCaughtUp;
    // all that is there is to be taken as complete, and then the file let go
    private boolean completing;
    private boolean closing;
    private boolean over;

    private long nextLook = System.nanoTime();
    private long quietSince;
    private long seenSize;
    private @Nullable FileTime seenTime;
    private int failures;

    OpenFile(FileSplit split, FileReading how) {
        this.split = split;
        this.how = how;
        this.path = split.path();
        this.source = FileNames.shown(path);
        this.key = split.key();
        this.position = split.position();
    }

    String id() {
        return split.splitId();
    }

    /** Whether nothing more comes. */
    boolean isOver() {
        return over;
    }

    /** Whether all that is there was read, to the end of a record. */
    boolean isIdle() throws IOException {
        return hasCaughtUp && atEnd && !completing && !isMidway();
    }

    /** Lets the file go with the next {@link #read}. */
    void release() {
        completing = true;
        closing = true;
        nextLook = System.nanoTime();
    }

    /** What has come since the last call; empty when there is nothing for now. */
    List<Progress> read() {
        List<Progress> steps = new ArrayList<>();
        long now = System.nanoTime();
        if (over || now - nextLook < 0) {
            return steps;
        }
        try {
            if (file == null && !open(steps)) {
                over = true;
            } else if (!atEnd || completing || look(now, steps)) {
                cut(steps);
            }
            failures = steps.isEmpty() ? failures : 0;
        } catch (Damage damage) {
            add(damage, steps);
        } catch (IOException e) {
            fail(e, steps);
        }
        stamp(steps);
        return steps;
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
            content = null;
        }
        if (file != null) {
            file.close();
            file = null;
        }
        cutter = null;
    }

    private boolean open(List<Progress> steps) throws IOException {
        String flaw = split.flaw();
        if (position.offset() == Long.MAX_VALUE) {
            return false;
        }
        BasicFileAttributes found = flaw == null ? attributes() : null;
        if (found == null && flaw == null && how.follow()) {
            steps.add(Progress.of(Progress.Event.NOT_FOUND, position));
            return false;
        }
        if (found == null || !found.isRegularFile()) {
            String why = found == null ? "there is no such file" : "it is neither a file nor a directory";
            addFlaw("cannot be read: " + (flaw == null ? why : flaw), steps);
            return false;
        }
        String foundKey = FileKey.of(found, path);
        if (how.follow() && !key.isEmpty() && !key.equals(foundKey)) {
            steps.add(Progress.of(Progress.Event.NOT_FOUND, position));
            return false;
        }
        key = foundKey;
        RawFile opened = RawFile.open(path);
        file = opened;
        seenSize = opened.size();
        seenTime = found.lastModifiedTime();
        quietSince = System.nanoTime();
        FileMark mark = position.mark();
        if (mark != null && !mark.matches(opened)) {
            position = FilePosition.START;
            steps.add(Progress.of(split.samePath() ? Progress.Event.BEGUN_ANEW : Progress.Event.BEGUN, position));
        } else if (position.offset() == 0) {
            steps.add(Progress.of(Progress.Event.BEGUN, position));
        }
        begin(opened);
        return true;
    }

    private void begin(RawFile opened) throws IOException {
        Path name = path.getFileName();
        Content begun = Content.of(name == null ? "" : name.toString(), opened);
        begun.skipTo(position.offset(), position.damages());
        content = begun;
        cutter = how.framing().cut(begun, position.offset());
        countedPadding = begun.padding();
        atEnd = false;
    }

    private void cut(List<Progress> steps) throws IOException {
        RecordCutter records = Objects.requireNonNull(cutter);
        int bytes = 0;
        for (int cuts = 0; steps.size() < BATCH_RECORDS && bytes < BATCH_BYTES && cuts < BATCH_PADDING; cuts++) {
            RecordCutter.Cut cut = records.next();
            if (cut != null) {
                bytes += cut.bytes().length;
                add(cut, steps);
            } else if (how.follow() && !completing) {
                catchUp(steps);
                return;
            } else if (!Objects.requireNonNull(content).midway()) {
                end(records.rest(), steps);
                return;
            } else {
                // what it ends in the midst of is damage now, which the next cut throws
                Objects.requireNonNull(content).complete();
            }
        }
    }

    private void catchUp(List<Progress> steps) {
        atEnd = true;
        nextLook = System.nanoTime() + POLL_NANOS;
        if (!hasCaughtUp) {
            hasCaughtUp = true;
            steps.add(Progress.of(Progress.Event.CAUGHT_UP, position));
        }
    }

    private void end(RecordCutter.@Nullable Cut rest, List<Progress> steps) {
        if (rest != null) {
            add(rest, steps);
        }
        over = !how.follow() || closing;
        completing = false;
        atEnd = true;
    }

    /** Looks at a file that was read to its end. Returns whether there is something to do with it. */
    private boolean look(long now, List<Progress> steps) throws IOException {
        nextLook = now + POLL_NANOS;
        RawFile opened = Objects.requireNonNull(file);
        BasicFileAttributes found = attributes();
        boolean isHere = found != null && FileKey.of(found, path).equals(key);
        long size = opened.size();
        FileTime time = isHere ? Objects.requireNonNull(found).lastModifiedTime() : seenTime;
        if (size != seenSize || !Objects.equals(time, seenTime)) {
            seenSize = size;
            seenTime = time;
            quietSince = now;
            atEnd = false;
            FileMark mark = position.mark();
            if (mark != null && !mark.matches(opened)) {
                beginAnew(opened, steps);
            } else if (Objects.requireNonNull(cutter).position() == 0) {
                begin(opened);
            }
            return true;
        }
        Duration lastLineAfter = how.lastLineAfter();
        long quiet = now - quietSince;
        closing = !isHere && quiet >= LEFT_NANOS;
        completing = closing || (lastLineAfter != null && quiet >= lastLineAfter.toNanos() && isMidway());
        return completing;
    }

    // truncated, or written over
    private void beginAnew(RawFile opened, List<Progress> steps) throws IOException {
        RecordCutter.Cut rest = Objects.requireNonNull(cutter).rest();
        if (rest != null) {
            add(rest, steps);
        }
        opened.forget();
        Objects.requireNonNull(content).close();
        position = FilePosition.START;
        steps.add(Progress.of(Progress.Event.BEGUN_ANEW, position));
        begin(opened);
    }

    private boolean isMidway() throws IOException {
        return cutter != null && content != null && (cutter.position() > position.offset() || content.midway());
    }

    private void add(RecordCutter.Cut cut, List<Progress> steps) {
        long between = cut.start() - position.offset();
        long length = cut.end() - cut.start();
        position = new FilePosition(cut.end(), position.damages(), position.mark());
        if (cut.bytes().length == 0) {
            padding += between + length;
        } else {
            padding += between;
            step(record(cut.bytes(), cut.start(), cut.flaw(), false), length, 0, steps);
        }
    }

    private void add(Damage damage, List<Progress> steps) {
        RecordCutter records = Objects.requireNonNull(cutter);
        RecordCutter.Cut rest = records.rest();
        long end = records.position();
        long start = rest == null || rest.bytes().length == 0 ? end : rest.start();
        long length = end - start;
        padding += start - position.offset();
        position = new FilePosition(end, position.damages() + 1, position.mark());
        // of the record that it cuts off the start, or else what is stored in place of a record
        byte[] bytes = rest == null || length == 0 ? stored(damage) : rest.bytes();
        step(record(bytes, start, damage.getMessage(), true), length, damage.to() - damage.from(), steps);
    }

    private byte[] stored(Damage damage) {
        byte[] bytes = new byte[(int) Math.min(damage.to() - damage.from(), how.maxBytes())];
        try {
            int read = Objects.requireNonNull(file).read(damage.from(), bytes, 0, bytes.length);
            return read == bytes.length ? bytes : Arrays.copyOf(bytes, Math.max(0, read));
        } catch (IOException e) {
            return new byte[0];
        }
    }

    private void fail(IOException e, List<Progress> steps) {
        failures++;
        if (failures < MOST_FAILURES && !(e instanceof AccessDeniedException)) {
            nextLook = System.nanoTime() + RETRY_NANOS;
        } else {
            String from = position.offset() == 0 ? "" : " on from byte " + position.offset();
            addFlaw("cannot be read" + from + ": " + reason(e), steps);
            over = true;
        }
        try {
            close();
        } catch (IOException ignored) {
            // it is read anew, or not at all
            file = null;
        }
    }

    private void addFlaw(String flaw, List<Progress> steps) {
        step(record(new byte[0], position.offset(), flaw, true), 0, 0, steps);
    }

    private void step(@Nullable RawRecord record, long recordBytes, long damagedBytes, List<Progress> steps) {
        steps.add(new Progress(record, position, recordBytes, takePadding(), damagedBytes, Progress.Event.NONE));
    }

    private long takePadding() {
        long between = content == null ? countedPadding : content.padding();
        long taken = padding + between - countedPadding;
        padding = 0;
        countedPadding = between;
        return taken;
    }

    // the last step says where the file stands, what was padding behind the last record included
    private void stamp(List<Progress> steps) {
        boolean hasPadding = padding > 0 || (content != null && content.padding() > countedPadding);
        if (hasPadding) {
            step(null, 0, 0, steps);
        }
        if (steps.isEmpty() || file == null) {
            return;
        }
        try {
            long end = Objects.requireNonNull(content).consumed();
            position = new FilePosition(position.offset(), position.damages(), FileMark.of(file, end));
            Progress last = steps.get(steps.size() - 1);
            steps.set(steps.size() - 1, last.at(position));
        } catch (IOException e) {
            // the mark before this one holds as well
            nextLook = System.nanoTime() + POLL_NANOS;
        }
    }

    private RawRecord record(byte[] bytes, long start, @Nullable String flaw, boolean damaged) {
        return new RawRecord(bytes, null, source, start, System.currentTimeMillis(), flaw, damaged);
    }

    private @Nullable BasicFileAttributes attributes() throws IOException {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "no right to read it";
        }
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        return reason == null ? e.toString() : reason;
    }
}
