package io.datastreamer.tools.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary directory for one run. Removed at the end, unless it is to be kept. */
public final class WorkFolder implements AutoCloseable {
    private final Path dir;
    private volatile boolean kept;

    /**
     * Creates it among the system's temporary files.
     *
     * @param prefix the start of its name
     */
    public WorkFolder(String prefix) throws IOException {
        dir = Files.createTempDirectory(prefix);
    }

    public Path dir() {
        return dir;
    }

    /** Keeps it at the end, so that somebody can look at it. */
    public void keep() {
        kept = true;
    }

    @Override
    public void close() throws IOException {
        if (kept) {
            return;
        }
        List<Path> all;
        try (Stream<Path> found = Files.walk(dir)) {
            all = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }
}
