package io.datastreamer.benchmarks.whole;

import io.datastreamer.tools.generate.Load;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Accounting by RADIUS, as FreeRADIUS writes it: a session's first record becomes an event, each further one usage.
 */
final class AccountingBlocks implements ElementFolder.Format {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final long STEP_SECONDS = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "MMM ppd uuuu HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    @Override
    public byte[] record(int sim, long round, long number) {
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
                        START + seconds)
                .getBytes(US_ASCII);
    }
}
