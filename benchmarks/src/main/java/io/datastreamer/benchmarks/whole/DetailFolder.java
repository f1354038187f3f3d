package io.datastreamer.benchmarks.whole;

import io.datastreamer.tools.generate.Load;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A directory of accounting by RADIUS, as FreeRADIUS writes it. Each SIM has one session: its first record becomes an
 * event, each further one usage, so that records and documents are as many. Files are written beside the directory, two at
 * a time, a SIM's records all in those of one number.
 */
final class DetailFolder implements Contestant.Input {
    private static final int FILES = 2;
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long STEP_SECONDS = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "MMM ppd uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Path aside;
    private final int sims;
    private long made;
    private int moved;

    DetailFolder(Load load, Path dir) throws IOException {
        folder = Files.createDirectory(dir.resolve("radius"));
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
        try (BufferedWriter even = open(0);
                BufferedWriter odd = open(1)) {
            for (int i = 0; i < count; i++) {
                int sim = (int) (made % sims);
                (sim % FILES == 0 ? even : odd).write(block(sim, made / sims));
                made++;
            }
        }
    }

    @Override
    public void release() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Path target = folder.resolve(String.format(Locale.ROOT, "%06d-%d", moved, i));
            Files.move(aside.resolve("detail" + i), target, StandardCopyOption.ATOMIC_MOVE);
        }
        moved++;
    }

    private BufferedWriter open(int file) throws IOException {
        return Files.newBufferedWriter(aside.resolve("detail" + file), US_ASCII);
    }

    private static String block(int sim, long round) {
        long seconds = round * STEP_SECONDS;
        return """
                Thu Jan  1 00:00:00 2026
                \tAcct-Status-Type = %s
                \tUser-Name = "iot"
                \tAcct-Session-Id = "C000020A%08X"
                \tNAS-IP-Address = 192.0.2.10
                \tNAS-Identifier = "ggsn-1.example"
                \tService-Type = Framed-User
                \tFramed-Protocol = GPRS-PDP-Context
                \tFramed-IP-Address = 10.64.0.2
                \tCalled-Station-Id = "iot.example"
                \tNAS-Port-Type = Virtual
                \tEvent-Timestamp = "%s"
                \t3GPP-IMSI = "%s"
                \t3GPP-Charging-ID = %d
                \t3GPP-PDP-Type = 0
                \t3GPP-SGSN-Address = 198.51.100.7
                \t3GPP-GGSN-Address = 192.0.2.10
                \t3GPP-IMSI-MCC-MNC = "00101"
                \t3GPP-GGSN-MCC-MNC = "00101"
                \t3GPP-SGSN-MCC-MNC = "26201"
                \t3GPP-NSAPI = "5"
                \t3GPP-Selection-Mode = "0"
                \t3GPP-Charging-Characteristics = "0400"
                \t3GPP-IMEISV = "3500196500000127"
                \t3GPP-RAT-Type = EUTRAN
                \t3GPP-User-Location-Info = 0x8262f210972c62f2100012d601
                \tAcct-Session-Time = %d
                \tAcct-Input-Octets = %d
                \tAcct-Output-Octets = %d
                \tAcct-Input-Packets = 26
                \tAcct-Output-Packets = 163
                \tAcct-Unique-Session-Id = "cc4e2fb28b47f428c80d5c25f0a35aad"
                \tTimestamp = %d

                """.formatted(
                        round == 0 ? "Start" : "Interim-Update",
                        sim,
                        TIME.format(Instant.ofEpochSecond(START + seconds)),
                        Load.imsi(sim),
                        100_000_000L + sim,
                        seconds,
                        round * 13_800,
                        round * 8_531,
                        START + seconds);
    }
}
