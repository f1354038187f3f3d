package io.datastreamer.job.ingest.files.cut;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;

class CdrCutterTest {
    private static final Path FILES = Path.of("src/test/resources/elements");
    private static final int MAX = 1 << 20;

    static List<Path> files() throws IOException {
        List<Path> all = new ArrayList<>();
        for (String kind : List.of("cdr", "cdr-open5gs", "cdr-chf")) {
            try (Stream<Path> files = Files.list(FILES.resolve(kind))) {
                files.filter(file -> !file.toString().endsWith("l")).sorted().forEach(all::add);
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("files")
    void goesOnBehindEachRecord(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<RecordCutter.Cut> all = cut(new ByteArrayInputStream(bytes), 0, MAX);

        for (int i = 0; i < all.size(); i++) {
            int end = (int) all.get(i).end();
            InputStream rest = new ByteArrayInputStream(bytes, end, bytes.length - end);
            assertThat(texts(cut(rest, end, MAX))).isEqualTo(texts(all.subList(i + 1, all.size())));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void aFileThatGrowsGivesTheSame(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        Growing growing = new Growing(bytes);
        RecordCutter cutter = new CdrFiles(MAX).cut(growing, 0);
        List<RecordCutter.Cut> cuts = new ArrayList<>();
        for (growing.there = 0; growing.there < bytes.length + 7; growing.there += 7) {
            for (RecordCutter.Cut cut = cutter.next(); cut != null; cut = cutter.next()) {
                cuts.add(cut);
            }
        }
        rest(cutter, cuts);

        assertThat(texts(cuts)).isEqualTo(texts(cut(new ByteArrayInputStream(bytes), 0, MAX)));
    }

    @Test
    void aHeaderWithoutRecordsIsARecordByItself() throws IOException {
        byte[] file = Files.readAllBytes(FILES.resolve("cdr/pgw-rel16.cdr"));
        byte[] header = Arrays.copyOf(file, 54);

        assertThat(cut(new ByteArrayInputStream(header), 0, MAX))
                .singleElement()
                .satisfies(cut -> {
                    assertThat(cut.bytes()).isEqualTo(header);
                    assertThat(cut.flaw()).isNull();
                });
    }

    @Test
    void whatHoldsNoRecordIsKeptShort() throws IOException {
        byte[] noise = new byte[3_000_000];
        Arrays.fill(noise, (byte) 0x31);
        byte[] file = Files.readAllBytes(FILES.resolve("cdr/pgw-rel16.cdr"));
        byte[] both = Arrays.copyOf(noise, noise.length + file.length);
        System.arraycopy(file, 0, both, noise.length, file.length);

        List<RecordCutter.Cut> cuts = cut(new ByteArrayInputStream(both), 0, 100_000);

        assertThat(cuts).hasSize(9);
        assertThat(cuts.get(0).bytes()).hasSize(100_000);
        assertThat(cuts.get(0).flaw()).startsWith("longer than 100000 bytes");
        assertThat(cuts.get(0).end()).isEqualTo(noise.length);
        assertThat(cuts.subList(1, 9)).allSatisfy(cut -> assertThat(cut.flaw()).isNull());
    }

    @Test
    void fillerIsPadding() throws IOException {
        byte[] file = Files.readAllBytes(FILES.resolve("cdr/pgw-blocked-2048-ff.ber"));

        List<RecordCutter.Cut> cuts = cut(new ByteArrayInputStream(file), 0, MAX);

        assertThat(cuts.get(cuts.size() - 1).bytes()).isEmpty();
        assertThat(cuts.get(cuts.size() - 1).end()).isEqualTo(file.length);
        assertThat(cuts.stream().filter(cut -> cut.bytes().length > 0)).hasSize(8);
    }

    private static List<RecordCutter.Cut> cut(InputStream in, long position, int max) throws IOException {
        RecordCutter cutter = new CdrFiles(max).cut(in, position);
        List<RecordCutter.Cut> cuts = new ArrayList<>();
        for (RecordCutter.Cut cut = cutter.next(); cut != null; cut = cutter.next()) {
            cuts.add(cut);
        }
        rest(cutter, cuts);
        return cuts;
    }

    private static void rest(RecordCutter cutter, List<RecordCutter.Cut> cuts) {
        for (RecordCutter.Cut cut = cutter.rest(); cut != null; cut = cutter.rest()) {
            cuts.add(cut);
        }
    }

    private static List<String> texts(List<RecordCutter.Cut> cuts) {
        return cuts.stream()
                .map(cut -> cut.start() + "-" + cut.end() + ' ' + cut.flaw() + ' ' + Arrays.hashCode(cut.bytes()))
                .toList();
    }

    /** Content of which only a part exists yet. */
    private static final class Growing extends InputStream {
        private final byte[] bytes;
        private int there;
        private int at;

        Growing(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return at < there ? bytes[at++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            int count = Math.min(length, Math.min(there, bytes.length) - at);
            if (count <= 0) {
                return -1;
            }
            System.arraycopy(bytes, at, into, from, count);
            at += count;
            return count;
        }
    }
}
