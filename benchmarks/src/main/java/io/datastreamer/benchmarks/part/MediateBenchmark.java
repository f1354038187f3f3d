package io.datastreamer.benchmarks.part;

import io.datastreamer.job.element.ElementDecoder;
import io.datastreamer.job.element.ElementSettings;
import io.datastreamer.job.element.RadiusDetail;
import io.datastreamer.job.mediate.MediateOutput;
import io.datastreamer.job.mediate.MediateSettings;
import io.datastreamer.job.mediate.Mediator;
import io.datastreamer.job.mediate.MemorySessions;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.time.Duration;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Records a second that one core decodes, or decodes and mediates, from a block of RADIUS accounting. */
public class MediateBenchmark extends SinglePart {
    private static final int SESSIONS = 10_000;
    private static final MediateSettings SETTINGS =
            new MediateSettings(Duration.ofDays(7), Duration.ofDays(31), 2 * SESSIONS, false, Duration.ofHours(1));

    private final ElementDecoder radius = new RadiusDetail(ElementSettings.DEFAULT);
    private final Mediator mediator = new Mediator(SETTINGS);
    private final MemorySessions sessions = new MemorySessions(2 * SESSIONS);
    private final byte[][] blocks = new byte[SESSIONS][];
    private final Counting counting = new Counting();
    private final LastRecord last = new LastRecord();
    private int next;
    private int round = 1;

    public MediateBenchmark() {
        for (int i = 0; i < SESSIONS; i++) {
            blocks[i] = block(i).getBytes(UTF_8);
        }
    }

    /** Decodes interim records. */
    @Benchmark
    public SessionRecord radiusDecoded() throws MalformedRecord {
        return decodeNext();
    }

    /** Decodes interim records of sessions that go on, each with usage, and mediates them with sessions on the heap. */
    @Benchmark
    public long radiusMediated() throws MalformedRecord {
        mediator.take(decodeNext(), sessions, 0, counting);
        return counting.records;
    }

    private SessionRecord decodeNext() throws MalformedRecord {
        byte[] block = blocks[next];
        if (++next == SESSIONS) {
            next = 0;
            round++;
        }
        progress(block);
        radius.decode(new RawRecord(block, null, "benchmark", 0, 0, null), last);
        return last.record();
    }

    // the digits of duration and counters, in place: the next interim record of the session
    private void progress(byte[] block) {
        int at = block.length - " 1000000000\n".length();
        for (int attribute = 0; attribute < 3; attribute++) {
            int number = round;
            for (int digit = 9; digit > 0; digit--) {
                block[at + digit + 1] = (byte) ('0' + number % 10);
                number /= 10;
            }
            at -= "\tAcct-Output-Octets = 1000000000\n".length();
        }
    }

    private static String block(int i) {
        return """
                Thu Nov 26 12:48:07 2026
                \tAcct-Status-Type = Interim-Update
                \tUser-Name = "iot"
                \tAcct-Session-Id = "B93C2C01%08X"
                \tNAS-IP-Address = 198.51.100.35
                \tNAS-Identifier = "pgw-1.example"
                \tService-Type = Framed-User
                \tFramed-Protocol = GPRS-PDP-Context
                \tFramed-IP-Address = 10.64.0.2
                \tCalled-Station-Id = "iot.example.net"
                \tCalling-Station-Id = "882285300000001"
                \tNAS-Port-Type = Virtual
                \tEvent-Timestamp = "Nov  3 2026 09:15:01 UTC"
                \t3GPP-IMSI = "9014053%08d"
                \t3GPP-Charging-ID = %d
                \t3GPP-PDP-Type = 0
                \t3GPP-SGSN-Address = 192.0.2.222
                \t3GPP-GGSN-Address = 198.51.100.35
                \t3GPP-IMSI-MCC-MNC = "90140"
                \t3GPP-GGSN-MCC-MNC = "90140"
                \t3GPP-SGSN-MCC-MNC = "26202"
                \t3GPP-NSAPI = "5"
                \t3GPP-Selection-Mode = "0"
                \t3GPP-Charging-Characteristics = "0400"
                \t3GPP-IMEISV = "3500196500000127"
                \t3GPP-RAT-Type = EUTRAN
                \t3GPP-User-Location-Info = 0x8262f220972c62f2200012d601
                \t3GPP-MS-Time-Zone = 0x0401
                \tAcct-Input-Packets = 26
                \tAcct-Output-Packets = 163
                \tAcct-Unique-Session-Id = "cc4e2fb28b47f428c80d5c25f0a35aad"
                \tTimestamp = 1795697287
                \tAcct-Session-Time  = 1000000000
                \tAcct-Input-Octets  = 1000000000
                \tAcct-Output-Octets = 1000000000
                """.formatted(i, i, 2_382_739_000L + i);
    }

    /** Counts events and usages. */
    private static final class Counting implements MediateOutput {
        private long records;

        @Override
        public void network(NetworkRecord record, Cell cell, List<String> changed, Origin origin) {
            records++;
        }

        @Override
        public void billing(BillingRecord record, Origin origin) {
            records++;
        }

        @Override
        public void duplicate(String why, Origin origin) {
            throw new IllegalStateException(why);
        }

        @Override
        public void late(String why, Origin origin) {
            throw new IllegalStateException(why);
        }

        @Override
        public void unused(String why, Origin origin) {
            throw new IllegalStateException(why);
        }

        @Override
        public void reject(Reason reason, String text, Origin origin) {
            throw new IllegalStateException(text);
        }

        @Override
        public void wrapped(int times) {}
    }
}
