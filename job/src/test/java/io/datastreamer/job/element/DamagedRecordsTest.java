package io.datastreamer.job.element;

import io.datastreamer.job.mediate.MediateOutput;
import io.datastreamer.job.mediate.MediateSettings;
import io.datastreamer.job.mediate.Mediator;
import io.datastreamer.job.mediate.MemorySessions;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damages records at random: each is read or rejected, and mediation can handle the result.
 * {@code -Ddamage.runs=1000000} makes more of them.
 */
class DamagedRecordsTest {
    private static final int RUNS = Integer.getInteger("damage.runs", 20_000);
    private static final int MOST_SESSIONS = 500;
    // of several attributes, none longer than RADIUS allows
    private static final int MOST_KEY = 1000;

    @Test
    void blocksOfRadius() throws IOException {
        damage(Elements.radiusBlocks(), new RadiusDetail(ElementSettings.DEFAULT));
    }

    @Test
    void linesOfOsmoSgsn() throws IOException {
        List<byte[]> lines = new ArrayList<>();
        for (String line : Files.readAllLines(Elements.FILES.resolve("osmo-sgsn/cdr.csv"))) {
            lines.add(line.getBytes(UTF_8));
        }
        damage(lines, new OsmoSgsn(ElementSettings.DEFAULT));
    }

    private static void damage(List<byte[]> records, ElementDecoder decoder) {
        Random random = new Random(7);
        Mediator mediator = new Mediator(
                new MediateSettings(Duration.ofDays(7), Duration.ofDays(31), MOST_SESSIONS, true, Duration.ofHours(1)));
        MemorySessions sessions = new MemorySessions(MOST_SESSIONS);
        MediateOutput nothing = new Usage();
        int rejected = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = records.get(random.nextInt(records.size())).clone();
            for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
                bytes = damaged(bytes, records, random);
            }
            try {
                for (SessionRecord record : Elements.decode(decoder, bytes)) {
                    mediator.take(record, sessions, run, nothing);
                    assertThat(record.key().length()).isLessThan(MOST_KEY);
                }
            } catch (MalformedRecord e) {
                assertThat(e).hasMessageMatching("(?s)[A-Za-z0-9_-]+: .+");
                rejected++;
            }
        }
        assertThat(rejected).isBetween(RUNS / 100, RUNS);
        assertThat(sessions.size()).isLessThanOrEqualTo(MOST_SESSIONS);
    }

    /** Checks usage, and ignores everything else. */
    private static final class Usage implements MediateOutput {
        @Override
        public void network(NetworkRecord record, Cell cell, List<String> changed, Origin origin) {}

        @Override
        public void billing(BillingRecord record, Origin origin) {
            assertThat(record.tx()).isNotNegative();
            assertThat(record.rx()).isNotNegative();
            assertThat(record.startMillis()).isLessThanOrEqualTo(record.endMillis());
        }

        @Override
        public void duplicate(String why, Origin origin) {}

        @Override
        public void late(String why, Origin origin) {}

        @Override
        public void unused(String why, Origin origin) {}

        @Override
        public void reject(Reason reason, String text, Origin origin) {}

        @Override
        public void wrapped(int times) {}
    }

    private static byte[] damaged(byte[] bytes, List<byte[]> records, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(20));
        switch (random.nextInt(5)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = (byte) "\n\t =\"\\0x9,;-".charAt(random.nextInt(12));
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                byte[] without = Arrays.copyOf(bytes, bytes.length - length);
                System.arraycopy(bytes, at + length, without, at, bytes.length - at - length);
                return without;
            }
            default -> {
                byte[] other = records.get(random.nextInt(records.size()));
                byte[] more = Arrays.copyOf(bytes, bytes.length + Math.min(length, other.length));
                System.arraycopy(bytes, at, more, at + more.length - bytes.length, bytes.length - at);
                System.arraycopy(other, 0, more, at, more.length - bytes.length);
                return more;
            }
        }
        return bytes;
    }
}
