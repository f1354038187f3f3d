package io.datastreamer.collect.records;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Stores records in files of a directory, and syncs each file before its records count as durable. A file is never
 * reopened. What was written and not answered is cut off: at once if writing fails, otherwise at the next start. Files
 * grow under their final names, {@code radius-INSTANCE-TIME.detail}, which sort by time.
 */
public final class FileLog implements RecordLog {
    private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String prefix;
    private final Duration rollAfter;
    private final long rollBytes;
    private final Clock clock;
    private final FileChannel lockFile;
    private @Nullable FileChannel file;
    private Path path;
    private Instant begun = Instant.EPOCH;
    private long size;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 16);

    /**
     * Creates the directory, and repairs what an earlier process of the same name left.
     *
     * @param instance distinguishes this process from others that write to the same directory
     * @param rollAfter how long a file is written to
     * @param rollBytes about how large a file becomes
     * @throws IOException when the directory is not writable, or another process of the same name writes to it
     */
    public FileLog(Path directory, String instance, Duration rollAfter, long rollBytes, Clock clock)
            throws IOException {
        this.directory = directory;
        this.prefix = "radius-" + instance + '-';
        this.rollAfter = rollAfter;
        this.rollBytes = rollBytes;
        this.clock = clock;
        this.path = directory;
        Files.createDirectories(directory);
        lockFile = FileChannel.open(directory.resolve("." + prefix + "lock"), CREATE, WRITE);
        boolean locked = false;
        try {
            locked = isLocked(lockFile);
            if (!locked) {
                throw new IOException("another process named " + instance + " writes there");
            }
            mend();
        } finally {
            if (!locked) {
                lockFile.close();
            }
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    // the last process ended before it answered what it was writing, so an incomplete block is cut off
    private void mend() throws IOException {
        Optional<Path> last;
        try (Stream<Path> files = Files.list(directory)) {
            last = files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(prefix) && name.endsWith(".detail");
                    })
                    .max(Path::compareTo);
        }
        if (last.isPresent()) {
            try (FileChannel channel = FileChannel.open(last.get(), READ, WRITE)) {
                long whole = endOfLastBlock(channel);
                if (whole < channel.size()) {
                    LOG.warn(
                            "{}: the last {} octets are no whole block, and were not answered: they are cut off",
                            last.get(),
                            channel.size() - whole);
                    channel.truncate(whole);
                    channel.force(true);
                }
            }
        }
    }

    private static long endOfLastBlock(FileChannel channel) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(1 << 16);
        long to = channel.size();
        while (to > 1) {
            long from = Math.max(0, to - part.capacity());
            part.clear().limit((int) (to - from));
            while (part.hasRemaining() && channel.read(part, from + part.position()) >= 0) {
                // until all of it is there
            }
            for (int i = part.position() - 1; i > 0; i--) {
                if (part.get(i) == '\n' && part.get(i - 1) == '\n') {
                    return from + i + 1;
                }
            }
            // the two line ends may be on both sides of the boundary
            to = from == 0 ? 0 : from + 1;
        }
        return 0;
    }

    @Override
    public BitSet append(List<Entry> entries) throws IOException {
        FileChannel open = open();
        fill(entries);
        try {
            while (buffer.hasRemaining()) {
                open.write(buffer);
            }
            open.force(false);
        } catch (IOException e) {
            giveUp(open);
            throw new IOException(path + ": " + e.getMessage(), e);
        }
        size += buffer.limit();
        BitSet all = new BitSet(entries.size());
        all.set(0, entries.size());
        return all;
    }

    private void fill(List<Entry> entries) {
        int octets = 0;
        for (Entry entry : entries) {
            octets += entry.bytes().length;
        }
        if (octets > buffer.capacity()) {
            buffer = ByteBuffer.allocateDirect(Math.max(octets, 2 * buffer.capacity()));
        }
        buffer.clear();
        for (Entry entry : entries) {
            buffer.put(entry.bytes());
        }
        buffer.flip();
    }

    private FileChannel open() throws IOException {
        Instant now = clock.instant();
        FileChannel open = file;
        if (open != null && size < rollBytes && now.isBefore(begun.plus(rollAfter)) && !now.isBefore(begun)) {
            return open;
        }
        if (open != null) {
            file = null;
            open.close();
        }
        path = directory.resolve(prefix + TIME.format(now) + ".detail");
        while (Files.exists(path)) {
            now = now.plusMillis(1);
            path = directory.resolve(prefix + TIME.format(now) + ".detail");
        }
        open = FileChannel.open(path, CREATE_NEW, WRITE);
        file = open;
        begun = now;
        size = 0;
        // makes the file's name survive a crash of the machine, too
        try (FileChannel names = FileChannel.open(directory, READ)) {
            names.force(true);
        }
        return open;
    }

    // after a failed sync the disk's content is unknown: another sync would report success
    private void giveUp(FileChannel broken) {
        file = null;
        try (broken) {
            broken.truncate(size);
            broken.force(true);
        } catch (IOException e) {
            LOG.error("{}: what was not answered cannot be cut off behind octet {}: {}", path, size, e.toString());
        }
    }

    @Override
    public void close() throws IOException {
        try (lockFile) {
            FileChannel open = file;
            if (open != null) {
                file = null;
                open.close();
            }
        }
    }
}
