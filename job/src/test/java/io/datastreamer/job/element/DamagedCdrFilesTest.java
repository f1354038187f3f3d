package io.datastreamer.job.element;

import io.datastreamer.job.ingest.files.cut.CdrFiles;
import io.datastreamer.job.ingest.files.cut.RecordCutter;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Damages files of charging data records: every octet then belongs to a record, a reject or filler, and records that
 * were not touched are still read. {@code -Ddamage.step=1} damages at each octet, {@code -Ddamage.runs=1000000} at
 * random.
 */
class DamagedCdrFilesTest {
    private static final int STEP = Integer.getInteger("damage.step", 37);
    private static final int RUNS = Integer.getInteger("damage.runs", 2_000);
    private static final List<String> KINDS = List.of("cdr", "cdr-open5gs", "cdr-chf");
    private static final int MAX_RECORD = 1 << 16;
    // the record itself
    private static final int MOST_LOST = 1;

    private final ThreeGppCdr decoder = new ThreeGppCdr(ElementSettings.DEFAULT);

    static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String kind : KINDS) {
            try (Stream<Path> files = Files.list(Elements.FILES.resolve(kind))) {
                files.filter(file -> !file.toString().endsWith("l")).sorted().forEach(all::add);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("files")
    void anOctetThatIsChangedRemovedOrDoubledCostsFewRecords(Path file) throws IOException {
        byte[] sound = Files.readAllBytes(file);
        List<Set<String>> records = read(sound);
        Random random = new Random(3);
        for (int at = random.nextInt(STEP); at < sound.length; at += STEP) {
            byte[] changed = sound.clone();
            changed[at] ^= (byte) (1 + random.nextInt(255));
            look(changed, records, MOST_LOST, file + " changed at " + at);
            look(without(sound, at, 1), records, MOST_LOST, file + " without " + at);
            look(
                    with(sound, at, Arrays.copyOfRange(sound, at, at + 1)),
                    records,
                    MOST_LOST,
                    file + " doubled at " + at);
        }
    }

    @Test
    void anythingAtRandom() throws IOException {
        Random random = new Random(Integer.getInteger("damage.seed", 7));
        List<byte[]> all = new ArrayList<>();
        for (Path file : files()) {
            all.add(Files.readAllBytes(file));
        }
        for (int run = 0; run < RUNS; run++) {
            byte[] bytes = all.get(random.nextInt(all.size())).clone();
            for (int times = 1 + random.nextInt(5); times > 0 && bytes.length > 0; times--) {
                bytes = damaged(bytes, all, random);
            }
            look(bytes, List.of(), 0, "run " + run);
        }
    }

    private static byte[] damaged(byte[] bytes, List<byte[]> all, Random random) {
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(300));
        switch (random.nextInt(6)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0 : 0xFF));
            case 2 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 3 -> {
                return without(bytes, at, length);
            }
            case 4 -> {
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                return with(bytes, at, noise);
            }
            default -> {
                byte[] other = all.get(random.nextInt(all.size()));
                int from = random.nextInt(other.length);
                return with(bytes, at, Arrays.copyOfRange(other, from, Math.min(other.length, from + length)));
            }
        }
        return bytes;
    }

    private static byte[] without(byte[] bytes, int at, int length) {
        byte[] left = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, left, at, bytes.length - at - length);
        return left;
    }

    private static byte[] with(byte[] bytes, int at, byte[] more) {
        byte[] all = Arrays.copyOf(bytes, bytes.length + more.length);
        System.arraycopy(more, 0, all, at, more.length);
        System.arraycopy(bytes, at, all, at + more.length, bytes.length - at);
        return all;
    }

    private void look(byte[] bytes, List<Set<String>> wanted, int mayMiss, String what) throws IOException {
        Set<String> found = new HashSet<>();
        read(bytes).forEach(found::addAll);
        long missing = wanted.stream().filter(keys -> !found.containsAll(keys)).count();
        assertThat(missing).as(what).isLessThanOrEqualTo(mayMiss);
    }

    /** The keys of each record; checks that every octet is accounted for. */
    private List<Set<String>> read(byte[] bytes) throws IOException {
        RecordCutter cutter = new CdrFiles(MAX_RECORD).cut(new ByteArrayInputStream(bytes), 0);
        List<Set<String>> records = new ArrayList<>();
        long end = 0;
        for (RecordCutter.Cut cut = next(cutter); cut != null; cut = next(cutter)) {
            for (long i = end; i < cut.start(); i++) {
                assertThat(bytes[(int) i]).as("filler at %s", i).isIn((byte) 0, (byte) -1);
            }
            assertThat(cut.start()).isGreaterThanOrEqualTo(end);
            assertThat(cut.end()).isGreaterThanOrEqualTo(cut.start());
            assertThat(cut.bytes().length).isEqualTo((int) Math.min(MAX_RECORD, cut.end() - cut.start()));
            end = cut.end();
            if (cut.bytes().length > 0 && cut.flaw() == null) {
                records.add(keys(cut.bytes()));
            }
        }
        assertThat(end).isEqualTo(bytes.length);
        assertThat(cutter.position()).isEqualTo(bytes.length);
        return records;
    }

    private static RecordCutter.@Nullable Cut next(RecordCutter cutter) throws IOException {
        RecordCutter.Cut cut = cutter.next();
        return cut == null ? cutter.rest() : cut;
    }

    private Set<String> keys(byte[] record) {
        Set<String> keys = new HashSet<>();
        try {
            for (SessionRecord one : Elements.decode(decoder, record)) {
                keys.add(one.key());
            }
        } catch (MalformedRecord e) {
            assertThat(e).hasMessageMatching("(?s)[A-Za-z0-9_-]+: .+");
        }
        return keys;
    }
}
