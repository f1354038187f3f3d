package io.datastreamer.benchmarks.whole;

import io.datastreamer.tools.generate.Load;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * A directory of files that a network element writes. Each SIM has one session, of which each record becomes one document,
 * so that these are as many. Files are written beside the directory, two at a time, a SIM's records all in those of one
 * number.
 */
final class ElementFolder implements Contestant.Input {
    private static final int FILES = 2;

    /** How a record is written. */
    interface Format {
        /**
         * The octets of a record.
         *
         * @param sim whose
         * @param round records of the SIM before it
         * @param number records before it
         */
        byte[] record(int sim, long round, long number);
    }

    private final Format format;
    private final Path folder;
    private final Path aside;
    private final int sims;
    private long made;
    private int moved;

    ElementFolder(Load load, Path dir, Format format) throws IOException {
        this.format = format;
        folder = Files.createDirectory(dir.resolve("records"));
        aside = Files.createDirectory(dir.resolve("aside"));
        sims = load.sims();
    }

    Path folder() {
        return folder;
    }

    @Override
    public long nextId() {
        return -1;
    }

    @Override
    public void hold(int count) throws IOException {
        try (OutputStream even = open(0);
                OutputStream odd = open(1)) {
            for (int i = 0; i < count; i++) {
                int sim = (int) (made % sims);
                (sim % FILES == 0 ? even : odd).write(format.record(sim, made / sims, made));
                made++;
            }
        }
    }

    @Override
    public void release() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path target = folder.resolve(String.format(Locale.ROOT, "%06d-%d", moved, i));
            Files.move(aside.resolve("file" + i), target, StandardCopyOption.ATOMIC_MOVE);
        }
        moved++;
    }

    private OutputStream open(int file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(aside.resolve("file" + file)), 1 << 16);
    }
}
