package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.content.Content;
import io.datastreamer.job.ingest.files.content.Damage;
import io.datastreamer.job.ingest.files.content.RawFile;
import io.datastreamer.job.ingest.files.cut.RecordCutter;
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
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being read: from the position of its split to its end and, if it is followed, on from there.
 *
 * <p>It is held open, so that a file that is renamed, replaced or removed is still read to its end. Nothing about the
 * file makes {@link #read} fail: a part that cannot be read becomes a record with a flaw.
 */
final class OpenFile implements Closeable {
    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_BYTES = 256 * 1024;
    private static final int BATCH_PADDING = 100_000;
    private static final int MOST_FAILURES = 3;
    private static final long POLL_NANOS = Duration.ofMillis(200).toNanos();
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    // how long to wait for what is still written to a file that has lost its path
    private static final long LEFT_NANOS = Duration.ofSeconds(2).toNanos();

    private final FileSplit split;
    private final FileReading how;
    private final Path path;
    private final FileSteps steps;
    private String key;

    private @Nullable RawFile file;
    private @Nullable Content content;
    private @Nullable RecordCutter cutter;

    private boolean atEnd;
    private boolean hasCaughtUp;
    // everything in the file is to be taken as complete, and then the file is closed
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
        this.steps = new FileSteps(FileNames.shown(path), how.maxBytes(), split.position());
        this.key = split.key();
    }

    String id() {
        return split.splitId();
    }

    /** Whether nothing more comes. */
    boolean isOver() {
        return over;
    }

    /** Whether everything in the file was read, to the end of a record. */
    boolean isIdle() throws IOException {
        return hasCaughtUp && atEnd && !completing && !isMidway();
    }

    /** Has the next {@link #read} close the file. */
    void release() {
        completing = true;
        closing = true;
        nextLook = System.nanoTime();
    }

    /** What was read since the last call; empty if there is nothing for now. */
    List<Progress> read() {
        long now = System.nanoTime();
        if (over || now - nextLook < 0) {
            return List.of();
        }
        try {
            if (file == null && !open()) {
                over = true;
            } else if (!atEnd || completing || look(now)) {
                cut();
            }
            failures = steps.count() == 0 ? failures : 0;
        } catch (Damage damage) {
            steps.add(damage, Objects.requireNonNull(cutter));
        } catch (IOException e) {
            fail(e);
        }
        return steps.take();
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
        steps.on(null, null);
    }

    private boolean open() throws IOException {
        String flaw = split.flaw();
        if (steps.position().offset() == Long.MAX_VALUE) {
            return false;
        }
        BasicFileAttributes found = flaw == null ? attributes() : null;
        if (found == null && flaw == null && how.follow()) {
            steps.event(Progress.Event.NOT_FOUND);
            return false;
        }
        if (found == null || !found.isRegularFile()) {
            String why = found == null ? "there is no such file" : "it is neither a file nor a directory";
            steps.addFlaw("cannot be read: " + (flaw == null ? why : flaw));
            return false;
        }
        String foundKey = FileKey.of(found, path);
        if (how.follow() && !key.isEmpty() && !key.equals(foundKey)) {
            steps.event(Progress.Event.NOT_FOUND);
            return false;
        }
        key = foundKey;
        RawFile opened = RawFile.open(path);
        file = opened;
        seenSize = opened.size();
        seenTime = found.lastModifiedTime();
        quietSince = System.nanoTime();
        FileMark mark = steps.position().mark();
        if (mark != null && !mark.matches(opened)) {
            steps.startOver(split.samePath() ? Progress.Event.BEGUN_ANEW : Progress.Event.BEGUN);
        } else if (steps.position().offset() == 0) {
            steps.event(Progress.Event.BEGUN);
        }
        begin(opened);
        return true;
    }

    private void begin(RawFile opened) throws IOException {
        Path name = path.getFileName();
        Content begun = Content.of(name == null ? "" : name.toString(), opened);
        FilePosition position = steps.position();
        begun.skipTo(position.offset(), position.damages());
        content = begun;
        cutter = how.framing().cut(begun, position.offset());
        steps.on(opened, begun);
        atEnd = false;
    }

    private void cut() throws IOException {
        RecordCutter records = Objects.requireNonNull(cutter);
        int bytes = 0;
        for (int cuts = 0; steps.count() < BATCH_RECORDS && bytes < BATCH_BYTES && cuts < BATCH_PADDING; cuts++) {
            RecordCutter.Cut cut = records.next();
            if (cut != null) {
                bytes += cut.bytes().length;
                steps.add(cut);
            } else if (how.follow() && !completing) {
                catchUp();
                return;
            } else if (!Objects.requireNonNull(content).midway()) {
                end(records);
                return;
            } else {
                // an unfinished end is damage now, which the next cut throws
                Objects.requireNonNull(content).complete();
            }
        }
    }

    private void catchUp() {
        atEnd = true;
        nextLook = System.nanoTime() + POLL_NANOS;
        if (!hasCaughtUp) {
            hasCaughtUp = true;
            steps.event(Progress.Event.CAUGHT_UP);
        }
    }

    private void end(RecordCutter records) {
        addRest(records);
        over = !how.follow() || closing;
        completing = false;
        atEnd = true;
    }

    private void addRest(RecordCutter records) {
        for (RecordCutter.Cut rest = records.rest(); rest != null; rest = records.rest()) {
            steps.add(rest);
        }
    }

    /** Checks a file that was read to its end. Returns whether there is something to do with it. */
    private boolean look(long now) throws IOException {
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
            FileMark mark = steps.position().mark();
            if (mark != null && !mark.matches(opened)) {
                beginAnew(opened);
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

    // it was truncated or overwritten
    private void beginAnew(RawFile opened) throws IOException {
        addRest(Objects.requireNonNull(cutter));
        opened.forget();
        Objects.requireNonNull(content).close();
        steps.startOver(Progress.Event.BEGUN_ANEW);
        begin(opened);
    }

    private boolean isMidway() throws IOException {
        return cutter != null
                && content != null
                && (cutter.position() > steps.position().offset() || content.midway());
    }

    private void fail(IOException e) {
        failures++;
        if (failures < MOST_FAILURES && !(e instanceof AccessDeniedException)) {
            nextLook = System.nanoTime() + RETRY_NANOS;
        } else {
            long offset = steps.position().offset();
            steps.addFlaw("cannot be read" + (offset == 0 ? "" : " on from byte " + offset) + ": " + reason(e));
            over = true;
        }
        try {
            close();
        } catch (IOException ignored) {
            // it is opened anew, or given up
            file = null;
        }
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
