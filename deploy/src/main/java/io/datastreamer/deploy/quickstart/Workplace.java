package io.datastreamer.deploy.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory for this run alone: the broker's data, the job's checkpoints, the logs. Removed at the end. */
final class Workplace implements AutoCloseable {
    /** Names the directory for the configuration of logging. */
    private static final String PROPERTY = "streamer.quickstart.dir";

    private final Path dir;
    private volatile boolean kept;

    Workplace() throws IOException {
        dir = Files.createTempDirectory("streamer-quickstart-");
        System.setProperty(PROPERTY, dir.toString());
    }

    Path dir() {
        return dir;
    }

    Path jobLog() {
        return dir.resolve("job.log");
    }

    Path portalLog() {
        return dir.resolve("portal.log");
    }

    /** Leaves it as it is, for somebody to look at. */
    void keep() {
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
