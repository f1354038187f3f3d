package io.datastreamer.job.ingest.files;

import io.datastreamer.job.ingest.files.cut.JsonLines;
import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests one file, from opening to its end: its records, its position, and what happens if it changes. */
@Timeout(60)
class OpenFileTest {
    private static final int MAX_BYTES = 100;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.jsonl.gz", "a.zst", "a.bz2", "named-otherwise"})
    void linesKeepOrderPositionAndBytes(String name) throws IOException {
        Path file = Samples.write(dir.resolve(name), "{\"a\":1}\n{\"b\":\"ü\"}\n{\"c\":3}\n");

        List<RawRecord> records = records(readAll(split(file), false));

        assertThat(texts(records)).containsExactly("{\"a\":1}", "{\"b\":\"ü\"}", "{\"c\":3}");
        assertThat(records).extracting(RawRecord::position).containsExactly(0L, 8L, 19L);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.source()).isEqualTo(file.toString());
            assertThat(record.key()).isNull();
            assertThat(record.flaw()).isNull();
        });
    }

    @Test
    void compressionIsSeenInTheFirstBytesWhenTheNameSaysNothing() throws IOException {
        for (String kind : List.of("gz", "zst", "bz2")) {
            Path file = Files.write(dir.resolve("cdr-" + kind), Samples.compressed(kind, "one\ntwo\n"));

            assertThat(texts(records(readAll(split(file), false)))).containsExactly("one", "two");
        }
    }

    @Test
    void emptyLinesMarksAndNulsArePadding() throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "\uFEFF\n\r\none\r\n\n\0\0\0two\r\n\n\0\0");

        List<Progress> steps = readAll(split(file), false);

        assertThat(texts(records(steps))).containsExactly("one", "two");
        assertThat(steps.stream().mapToLong(Progress::recordBytes).sum()).isEqualTo(10);
        assertThat(steps.stream().mapToLong(Progress::paddingBytes).sum()).isEqualTo(Files.size(file) - 10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.gz", "a.zst", "a.bz2"})
    void emptyFileHasNoRecords(String name) throws IOException {
        assertThat(records(readAll(split(Files.createFile(dir.resolve(name))), false)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES + 1, MAX_BYTES + 2, 70_000, 300_000})
    void tooLongLineIsCutAndTheNextIsWhole(int length) throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "x\n" + "y".repeat(length) + "\r\nz\n" + "w".repeat(length));

        List<RawRecord> records = records(readAll(split(file), false));

        assertThat(texts(records)).containsExactly("x", "y".repeat(MAX_BYTES), "z", "w".repeat(MAX_BYTES));
        assertThat(records).extracting(RawRecord::position).containsExactly(0L, 2L, length + 4L, length + 6L);
        assertThat(records.get(1).flaw()).contains("longer than 100 bytes");
        assertThat(records.get(2).flaw()).isNull();
        assertThat(records.get(3).flaw()).contains("longer than 100 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.jsonl.gz", "a.zst", "a.bz2"})
    void restoredReaderGoesOnWithTheNextLine(String name) throws IOException {
        // more than a batch, and lines across the end of a buffer
        List<String> lines = IntStream.range(0, 5000)
                .mapToObj(i -> i + "-" + "x".repeat(i % 70))
                .toList();
        Path file = Samples.write(dir.resolve(name), String.join("\n\n", lines) + "\n");
        List<Progress> all = readAll(split(file), false).stream()
                .filter(step -> step.record() != null)
                .toList();
        assertThat(texts(records(all))).isEqualTo(lines);

        for (int after : new int[] {0, 1, 999, 1000, 1234, 4998, 4999}) {
            FileSplit restored = split(file).at(all.get(after).position(), FileSplit.Phase.READING);
            assertThat(texts(records(readAll(restored, false)))).isEqualTo(lines.subList(after + 1, lines.size()));
        }
    }

    @Test
    void fileThatIsNotThereIsOneFlaw() throws IOException {
        FileSplit split = split(dir.resolve("a"));

        assertThat(records(readAll(split, false))).singleElement().satisfies(record -> {
            assertThat(record.flaw()).contains("cannot be read: there is no such file");
            assertThat(record.damaged()).isTrue();
        });
        assertThat(readAll(split, true)).extracting(Progress::event).containsExactly(Progress.Event.NOT_FOUND);
    }

    @Test
    void followedFileYieldsLinesOnceTheyAreComplete() throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "one\ntw");
        try (OpenFile open = new OpenFile(split(file), reading(true, null))) {
            assertThat(texts(next(open))).containsExactly("one");

            Files.writeString(file, "o\nthree", StandardOpenOption.APPEND);
            List<RawRecord> completed = next(open);
            assertThat(texts(completed)).containsExactly("two");
            assertThat(completed).extracting(RawRecord::position).containsExactly(4L);

            Files.writeString(file, "\n", StandardOpenOption.APPEND);
            assertThat(texts(next(open))).containsExactly("three");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "bz2"})
    void followedCompressedFileIsReadAsItGrows(String kind) throws IOException {
        byte[] first = Samples.compressed(kind, "one\ntwo\n");
        byte[] second = Samples.compressed(kind, "three\nfour\n");
        Path file = Files.write(dir.resolve("a." + kind), first);
        try (OpenFile open = new OpenFile(split(file), reading(true, null))) {
            assertThat(texts(next(open))).containsExactly("one", "two");

            // byte by byte across the header of the next member, then the rest of it
            Files.write(file, Arrays.copyOf(second, 5), StandardOpenOption.APPEND);
            open.read();
            Files.write(file, Arrays.copyOfRange(second, 5, second.length - 3), StandardOpenOption.APPEND);
            open.read();
            Files.write(file, Arrays.copyOfRange(second, second.length - 3, second.length), StandardOpenOption.APPEND);
            assertThat(texts(next(open, 2))).containsExactly("three", "four");
        }
    }

    @Test
    void lastLineWithoutALineFeedCountsOnceTheFileIsQuiet() throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "one\ntwo");
        try (OpenFile open = new OpenFile(split(file), reading(true, Duration.ofMillis(500)))) {
            assertThat(texts(next(open))).containsExactly("one");
            assertThat(texts(next(open))).containsExactly("two");
        }
    }

    @Test
    void truncatedFileIsReadFromItsStart() throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "one\ntwo\nthr");
        try (OpenFile open = new OpenFile(split(file), reading(true, null))) {
            assertThat(texts(next(open))).containsExactly("one", "two");

            // shorter than what was read; then longer, but not what was read
            Files.writeString(file, "1\n");
            assertThat(texts(next(open, 2))).containsExactly("thr", "1");
            Files.writeString(file, "first line\nsecond line\n");
            assertThat(texts(next(open, 2))).containsExactly("first line", "second line");
        }
    }

    @Test
    void replacedFileIsReadToItsEnd() throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "one\n");
        try (OpenFile open = new OpenFile(split(file), reading(true, null))) {
            assertThat(texts(next(open))).containsExactly("one");

            Files.writeString(file, "two\nlast", StandardOpenOption.APPEND);
            Files.move(file, dir.resolve("a.1"));
            Files.move(Files.writeString(dir.resolve(".new"), "new\n"), file, StandardCopyOption.ATOMIC_MOVE);

            assertThat(texts(next(open, 2))).containsExactly("two", "last");
            assertThat(open.isOver()).isTrue();
        }
    }

    @Test
    void restoredPositionOfOtherContentDoesNotCount() throws IOException {
        Path file = Files.writeString(dir.resolve("a"), "one\ntwo\n");
        List<Progress> steps = readAll(split(file), false);
        FileSplit restored = split(file).at(steps.get(steps.size() - 1).position(), FileSplit.Phase.READING);
        Files.writeString(file, "ONE\nTWO\nTHREE\n");

        List<Progress> anew = readAll(restored, false);

        assertThat(anew.get(0).event()).isEqualTo(Progress.Event.BEGUN_ANEW);
        assertThat(texts(records(anew))).containsExactly("ONE", "TWO", "THREE");
    }

    private static FileSplit split(Path file) {
        return new FileSplit("1", 0, FileNames.uri(file), "", FilePosition.START, true, null, FileSplit.Phase.READING);
    }

    private static FileReading reading(boolean follow, @Nullable Duration lastLineAfter) {
        return new FileReading(new JsonLines(MAX_BYTES), MAX_BYTES, follow, lastLineAfter);
    }

    private static List<Progress> readAll(FileSplit split, boolean follow) throws IOException {
        List<Progress> steps = new ArrayList<>();
        try (OpenFile open = new OpenFile(split, reading(follow, null))) {
            while (!open.isOver()) {
                steps.addAll(open.read());
            }
        }
        return steps;
    }

    private static List<RawRecord> next(OpenFile open) {
        return next(open, 1);
    }

    private static List<RawRecord> next(OpenFile open, int atLeast) {
        List<RawRecord> records = new ArrayList<>();
        while (records.size() < atLeast) {
            records.addAll(records(open.read()));
            Thread.onSpinWait();
        }
        while (!open.isOver() && !records.isEmpty()) {
            List<RawRecord> more = records(open.read());
            if (more.isEmpty()) {
                break;
            }
            records.addAll(more);
        }
        return records;
    }

    private static List<RawRecord> records(List<Progress> steps) {
        return steps.stream().map(Progress::record).filter(Objects::nonNull).toList();
    }

    private static List<String> texts(List<RawRecord> records) {
        return records.stream().map(record -> new String(record.bytes(), UTF_8)).toList();
    }
}
