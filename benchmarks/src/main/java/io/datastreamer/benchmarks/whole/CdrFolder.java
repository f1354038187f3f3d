package io.datastreamer.benchmarks.whole;

import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.simulate.PgwCdr;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Locale;

/**
 * A directory of files of PGW-CDRs, each behind its header. Each SIM has one session, of which all records are partial ones
 * with volumes: each becomes usage, so that records and documents are as many. Files are written beside the directory, two
 * at a time, a SIM's records all in those of one number.
 */
final class CdrFolder implements Contestant.Input {
    private static final int FILES = 2;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long STEP_SECONDS = 300;
    private static final int TIME_LIMIT = 17;

    private final Path folder;
    private final Path aside;
    private final int sims;
    private long made;
    private int moved;

    CdrFolder(Load load, Path dir) throws IOException {
        folder = Files.createDirectory(dir.resolve("cdr"));
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
                (sim % FILES == 0 ? even : odd).write(record(sim, made / sims).framed());
                made++;
            }
        }
    }

    @Override
    public void release() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path target = folder.resolve(String.format(Locale.ROOT, "%06d-%d", moved, i));
            Files.move(aside.resolve("cdr" + i), target, StandardCopyOption.ATOMIC_MOVE);
        }
        moved++;
    }

    private OutputStream open(int file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(aside.resolve("cdr" + file)), 1 << 16);
    }

    // the first record of a session would tell of its beginning, too
    private PgwCdr record(int sim, long round) {
        long opening = START + round * STEP_SECONDS;
        return new PgwCdr(
                Load.imsi(sim),
                100_000_000L + sim,
                "192.0.2.10",
                "198.51.100.7",
                "iot.example",
                "10.64.0.2",
                "3500196500000127",
                "26201",
                6,
                38_700,
                1_234_433,
                START,
                opening,
                opening + STEP_SECONDS,
                TIME_LIMIT,
                (int) round + 2,
                (int) made + 1,
                13_800,
                8_531);
    }
}
