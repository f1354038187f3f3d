package io.datastreamer.job.element;

import io.datastreamer.job.reject.MalformedRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Damages records at random: each is read or rejected. {@code -Ddamage.runs=1000000} makes more of it. */
class DamagedRecordsTest {
    private static final int RUNS = Integer.getInteger("damage.runs", 20_000);

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
        int rejected = 0;
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = records.get(random.nextInt(records.size())).clone();
            for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
                bytes = damaged(bytes, records, random);
            }
            try {
                Elements.decode(decoder, bytes);
            } catch (MalformedRecord e) {
                assertThat(e).hasMessageMatching("(?s)[A-Za-z0-9_-]+: .+");
                rejected++;
            }
        }
        assertThat(rejected).isBetween(RUNS / 100, RUNS);
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
