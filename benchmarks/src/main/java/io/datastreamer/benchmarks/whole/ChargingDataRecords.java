package io.datastreamer.benchmarks.whole;

import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.simulate.PgwCdr;
import java.time.Instant;

/** PGW-CDRs, each behind its header: partial ones with volumes, each of which becomes usage. */
final class ChargingDataRecords implements ElementFolder.Format {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long STEP_SECONDS = 300;
    private static final int TIME_LIMIT = 17;

    // the first record of a session would tell of its beginning, too
    @Override
    public byte[] record(int sim, long round, long number) {
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
                        (int) number + 1,
                        13_800,
                        8_531)
                .framed();
    }
}
