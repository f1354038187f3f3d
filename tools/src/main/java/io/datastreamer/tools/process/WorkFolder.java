package io.datastreamer.tools.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for one run alone. Removed at the end, unless it is to be kept. */
public final class WorkFolder implements AutoCloseable {
    private final Path dir;
    private volatile boolean kept;

    /**
     * Makes it, where the system keeps temporary files.
     *
     * @param prefix what its name begins with
     */
    public WorkFolder(String prefix) throws IOException {
        dir = Files.createTempDirectory(prefix);
    }

    public Path dir() {
        return dir;
    }

    /** Leaves it as it is, for somebody to look at. */
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
