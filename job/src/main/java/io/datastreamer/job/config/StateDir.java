package io.datastreamer.job.config;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.util.FileUtils;
import org.jspecify.annotations.Nullable;

/**
 * Where a run without a cluster keeps its checkpoints: in the directory of {@code --state-dir}, whose newest complete
 * checkpoint the next run continues from, or else in a temporary directory that is removed with the run.
 *
 * <p>Holds a lock on the directory until closed: two runs would destroy each other's checkpoints.
 *
 * <pre>
 * lock                                    held by the run that uses it
 * state-backend                           the backend that wrote the checkpoints: no other one can read them
 * checkpoints/JOB-ID/chk-N/_metadata      there once checkpoint N is complete; N grows from run to run
 * checkpoints/JOB-ID/shared               files that several checkpoints use
 * </pre>
 */
public final class StateDir implements AutoCloseable {
    private static final int PROBE_BYTES = 1 << 20;
    private static final long MOST_PROBED = 256L << 20;
    private static final Pattern CHECKPOINT = Pattern.compile("chk-([0-9]{1,18})");

    private final Path dir;
    private final FileChannel lock;
    private final boolean temporary;

    private StateDir(Path dir, FileChannel lock, boolean temporary) {
        this.dir = dir;
        this.lock = lock;
        this.temporary = temporary;
    }

    /**
     * Opens the directory of {@code --state-dir}, or a temporary one.
     *
     * @throws OptionException when it cannot be written, another run uses it, or its checkpoints are another backend's
     */
    public static StateDir open(StreamerConfig config) throws OptionException {
        Optional<String> dir = config.find(StreamerOptions.STATE_DIR);
        if (dir.isPresent()) {
            StateDir state = open(Path.of(dir.get()), false);
            try {
                state.useBackend(config.get(StreamerOptions.STATE_BACKEND));
            } catch (OptionException e) {
                state.release();
                throw e;
            }
            return state;
        }
        try {
            return open(Files.createTempDirectory("data-streamer-"), true);
        } catch (IOException e) {
            throw new OptionException("No directory for checkpoints can be made: " + e + ". Set --state-dir.", e);
        }
    }

    static StateDir open(Path path, boolean temporary) throws OptionException {
        String shown = "--state-dir " + path;
        Path dir = path.toAbsolutePath().normalize();
        FileChannel lock;
        try {
            Files.createDirectories(dir.resolve("checkpoints"));
            lock = FileChannel.open(dir.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new OptionException(shown + ": cannot be written: " + e, e);
        }
        try {
            if (lock.tryLock() != null) {
                return new StateDir(dir, lock, temporary);
            }
            lock.close();
        } catch (IOException e) {
            throw new OptionException(shown + ": cannot be locked: " + e, e);
        } catch (OverlappingFileLockException e) {
            throw inUse(shown, e);
        }
        throw inUse(shown, null);
    }

    /**
     * Notes which backend writes this run's checkpoints.
     *
     * @throws OptionException when there are checkpoints of another one
     */
    void useBackend(StateBackendKind kind) throws OptionException {
        String backend = kind.name().toLowerCase(Locale.ROOT);
        Path file = dir.resolve("state-backend");
        try {
            String before = Files.exists(file) ? Files.readString(file).trim() : backend;
            if (!before.equals(backend) && newestCheckpoint().isPresent()) {
                throw new OptionException("--state-backend " + backend + ": the checkpoints in --state-dir " + dir
                        + " were written with " + before + ", and only that can read them. Use --state-backend "
                        + before + ", or begin anew in another directory.");
            }
            Files.writeString(file, backend + "\n");
        } catch (IOException e) {
            throw new OptionException("--state-dir " + dir + ": cannot be written: " + e, e);
        }
    }

    private void release() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where Flink writes checkpoints. */
    public Path checkpoints() {
        return dir.resolve("checkpoints");
    }

    /**
     * The checkpoint to continue from: of all complete ones, of any run, the one with the highest number, and of equal
     * numbers the youngest. Empty if there is none.
     *
     * @throws OptionException when the directory cannot be read
     */
    public Optional<Path> newestCheckpoint() throws OptionException {
        try (Stream<Path> files = Files.walk(checkpoints(), 2)) {
            return files.filter(StateDir::isComplete)
                    .max(Comparator.comparingLong(StateDir::number).thenComparing(StateDir::completedAt));
        } catch (IOException | UncheckedIOException e) {
            throw new OptionException("--state-dir " + dir + ": cannot be read: " + e, e);
        }
    }

    /**
     * What prevents the next checkpoint from being written, for people to read, with what to do; empty if nothing does.
     * Tests it by writing as much as the newest checkpoint has.
     */
    public Optional<String> fault() {
        Path probe = dir.resolve("probe");
        try {
            try (OutputStream out = Files.newOutputStream(probe)) {
                for (long left = sizeOfNewest(); left > 0; left -= PROBE_BYTES) {
                    out.write(new byte[PROBE_BYTES]);
                }
            } finally {
                Files.deleteIfExists(probe);
            }
            return Optional.empty();
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.toString() : e.getMessage();
            String shown = temporary
                    ? "the temporary directory " + dir + " (--state-dir chooses another one)"
                    : "--state-dir " + dir;
            return Optional.of("no checkpoint can be written to " + shown + ": " + why + used()
                    + " Make room there, or move the directory, and start again: the run goes on from its newest"
                    + " checkpoint.");
        }
    }

    private String used() {
        try {
            FileStore store = Files.getFileStore(dir);
            long total = store.getTotalSpace();
            long free = store.getUsableSpace();
            return total == 0
                    ? "."
                    : String.format(
                            Locale.ROOT,
                            ". Its disk is %.1f %% full: %d of %d MiB are free.",
                            100.0 * (total - free) / total,
                            free >> 20,
                            total >> 20);
        } catch (IOException e) {
            return ".";
        }
    }

    private long sizeOfNewest() {
        try {
            Optional<Path> newest = newestCheckpoint();
            if (newest.isEmpty()) {
                return PROBE_BYTES;
            }
            try (Stream<Path> files = Files.list(newest.get())) {
                long size = files.mapToLong(file -> file.toFile().length()).sum();
                return Math.min(Math.max(size, PROBE_BYTES), MOST_PROBED);
            }
        } catch (OptionException | IOException | UncheckedIOException e) {
            return PROBE_BYTES;
        }
    }

    /** Releases the lock; removes a temporary directory. */
    @Override
    public void close() throws IOException {
        lock.close();
        if (temporary) {
            FileUtils.deleteDirectory(dir.toFile());
        }
    }

    private static OptionException inUse(String shown, @Nullable Throwable cause) {
        String message = shown + ": another run uses it. Stop that one first, or choose another directory.";
        return cause == null ? new OptionException(message) : new OptionException(message, cause);
    }

    private static boolean isComplete(Path path) {
        return CHECKPOINT.matcher(path.getFileName().toString()).matches()
                && Files.isRegularFile(path.resolve("_metadata"));
    }

    private static long number(Path checkpoint) {
        Matcher matcher = CHECKPOINT.matcher(checkpoint.getFileName().toString());
        return matcher.matches() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static FileTime completedAt(Path checkpoint) {
        try {
            return Files.getLastModifiedTime(checkpoint.resolve("_metadata"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
