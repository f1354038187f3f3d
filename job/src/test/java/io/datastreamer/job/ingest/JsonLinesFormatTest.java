package io.datastreamer.job.ingest;

import io.datastreamer.job.record.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class JsonLinesFormatTest {
    private static final int MAX_BYTES = 100;

    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.jsonl.gz"})
    void linesKeepOrderPositionAndBytes(String name) throws IOException {
        Path file = write(name, "{\"a\":1}\n{\"b\":\"ü\"}\n{\"c\":3}\n");

        List<RawRecord> records = readAll(file);

        assertThat(texts(records)).containsExactly("{\"a\":1}", "{\"b\":\"ü\"}", "{\"c\":3}");
        assertThat(records).extracting(RawRecord::position).containsExactly(0L, 8L, 19L);
        assertThat(records).allSatisfy(record -> {
            assertThat(record.source()).isEqualTo(file.toString());
            assertThat(record.key()).isNull();
            assertThat(record.flaw()).isNull();
            assertThat(record.timestamp()).isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
        });
    }

    @Test
    void emptyLinesAreSkippedCarriageReturnsDroppedAndALastLineNeedsNoLineFeed() throws IOException {
        Path file = write("a.jsonl", "\n\r\none\r\n\n\ntwo\r\nthree");

        List<RawRecord> records = readAll(file);

        assertThat(texts(records)).containsExactly("one", "two", "three");
        assertThat(records).extracting(RawRecord::position).containsExactly(3L, 10L, 15L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.jsonl.gz"})
    void emptyFileHasNoRecords(String name) throws IOException {
        assertThat(readAll(Files.createFile(dir.resolve(name)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {MAX_BYTES + 1, MAX_BYTES + 2, 70_000, 300_000})
    void tooLongLineIsCutAndTheNextIsWhole(int length) throws IOException {
        Path file = write("a.jsonl", "x\n" + "y".repeat(length) + "\r\nz\n" + "w".repeat(length));

        List<RawRecord> records = readAll(file);

        assertThat(texts(records)).containsExactly("x", "y".repeat(MAX_BYTES), "z", "w".repeat(MAX_BYTES));
        assertThat(records).extracting(RawRecord::position).containsExactly(0L, 2L, length + 4L, length + 6L);
        assertThat(records.get(0).flaw()).isNull();
        assertThat(records.get(1).flaw()).contains("longer than 100 bytes");
        assertThat(records.get(2).flaw()).isNull();
        assertThat(records.get(3).flaw()).contains("longer than 100 bytes");
    }

    @Test
    void longestLineIsWhole() throws IOException {
        Path file = write("a.jsonl", "y".repeat(MAX_BYTES) + "\r\n" + "z".repeat(MAX_BYTES));

        assertThat(readAll(file)).hasSize(2).allMatch(record -> record.flaw() == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jsonl", "a.jsonl.gz"})
    void restoredReaderGoesOnWithTheNextLine(String name) throws IOException {
        // more than a batch, and lines over the end of a buffer
        List<String> lines = IntStream.range(0, 5000)
                .mapToObj(i -> i + "-" + "x".repeat(i % 70))
                .toList();
        Path file = write(name, String.join("\n\n", lines) + "\n");
        List<RecordAndPosition<RawRecord>> all = readWithPositions(file, null);
        assertThat(texts(all.stream().map(RecordAndPosition::getRecord).toList()))
                .isEqualTo(lines);

        for (int after : new int[] {0, 1, 999, 1000, 1234, 4998, 4999}) {
            List<RawRecord> rest = readWithPositions(file, all.get(after)).stream()
                    .map(RecordAndPosition::getRecord)
                    .toList();
            assertThat(texts(rest)).isEqualTo(lines.subList(after + 1, lines.size()));
        }
    }

    @Test
    void damagedGzipYieldsWhatIsGoodThenOneFlawAndNothingMoreAfterARestore() throws IOException {
        byte[] whole = gzip(
                IntStream.range(0, 20_000).mapToObj(i -> "line " + i * 7919).toList());
        Path file = Files.write(dir.resolve("a.gz"), Arrays.copyOf(whole, whole.length / 2));

        List<RecordAndPosition<RawRecord>> records = readWithPositions(file, null);

        List<RecordAndPosition<RawRecord>> good = records.subList(0, records.size() - 1);
        assertThat(good.size()).isGreaterThan(1000);
        assertThat(good).allMatch(record -> record.getRecord().flaw() == null);
        RecordAndPosition<RawRecord> flawed = records.get(records.size() - 1);
        assertThat(flawed.getRecord().flaw()).contains("compressed content is damaged after byte ");
        assertThat(readWithPositions(file, flawed)).isEmpty();
        assertThat(readWithPositions(file, good.get(good.size() - 1))).hasSize(1);
    }

    @Test
    void fileThatIsNoGzipYieldsOneFlaw() throws IOException {
        Path file = Files.writeString(dir.resolve("a.gz"), "{\"plain\":true}\n");

        assertThat(readAll(file))
                .singleElement()
                .satisfies(record -> assertThat(record.flaw())
                        .contains("damaged after byte 0")
                        .contains("Not in GZIP format"));
    }

    @Test
    void fileThatIsGoneYieldsOneFlaw() throws IOException {
        Path file = write("a.jsonl", "x\n");
        FileSourceSplit split = split(file, null);
        Files.delete(file);

        assertThat(readAll(format(false).createReader(new Configuration(), split)))
                .singleElement()
                .satisfies(record -> assertThat(record.getRecord().flaw()).contains("cannot be opened"));
    }

    @Test
    void followedFileYieldsLinesOnceTheyAreComplete() throws IOException {
        Path file = write("a.jsonl", "one\ntw");
        try (BulkFormat.Reader<RawRecord> reader = format(true).createReader(new Configuration(), split(file, null))) {
            assertThat(texts(batch(reader))).containsExactly("one");
            assertThat(batch(reader)).isEmpty();

            Files.writeString(file, "o\nthree", StandardOpenOption.APPEND);
            List<RawRecord> completed = batch(reader);
            assertThat(texts(completed)).containsExactly("two");
            assertThat(completed).extracting(RawRecord::position).containsExactly(4L);

            Files.writeString(file, "\n", StandardOpenOption.APPEND);
            assertThat(texts(batch(reader))).containsExactly("three");
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = dir.resolve(name);
        return Files.write(file, name.endsWith(".gz") ? gzip(text.getBytes(UTF_8)) : text.getBytes(UTF_8));
    }

    private static byte[] gzip(List<String> lines) throws IOException {
        return gzip(String.join("\n", lines).getBytes(UTF_8));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }

    private static JsonLinesFormat format(boolean follow) {
        return new JsonLinesFormat(RawRecordTestType.INSTANCE, MAX_BYTES, follow);
    }

    private static FileSourceSplit split(Path file, @Nullable RecordAndPosition<RawRecord> after) throws IOException {
        long size = Files.size(file);
        CheckpointedPosition position =
                after == null ? null : new CheckpointedPosition(after.getOffset(), after.getRecordSkipCount());
        return new FileSourceSplit(
                "split", new org.apache.flink.core.fs.Path(file.toUri()), 0, size, 0, size, new String[0], position);
    }

    private static List<RawRecord> readAll(Path file) throws IOException {
        return readWithPositions(file, null).stream()
                .map(RecordAndPosition::getRecord)
                .toList();
    }

    private static List<RecordAndPosition<RawRecord>> readWithPositions(
            Path file, @Nullable RecordAndPosition<RawRecord> after) throws IOException {
        FileSourceSplit split = split(file, after);
        Configuration config = new Configuration();
        return readAll(
                after == null
                        ? format(false).createReader(config, split)
                        : format(false).restoreReader(config, split));
    }

    private static List<RecordAndPosition<RawRecord>> readAll(BulkFormat.Reader<RawRecord> reader) throws IOException {
        try (reader) {
            List<RecordAndPosition<RawRecord>> all = new ArrayList<>();
            for (var batch = reader.readBatch(); batch != null; batch = reader.readBatch()) {
                drain(batch, all);
            }
            return all;
        }
    }

    private static List<RawRecord> batch(BulkFormat.Reader<RawRecord> reader) throws IOException {
        List<RecordAndPosition<RawRecord>> records = new ArrayList<>();
        BulkFormat.RecordIterator<RawRecord> batch = reader.readBatch();
        assertThat(batch).isNotNull();
        drain(batch, records);
        return records.stream().map(RecordAndPosition::getRecord).toList();
    }

    private static void drain(BulkFormat.RecordIterator<RawRecord> batch, List<RecordAndPosition<RawRecord>> into) {
        for (var record = batch.next(); record != null; record = batch.next()) {
            into.add(record);
        }
        batch.releaseBatch();
    }

    private static List<String> texts(List<RawRecord> records) {
        return records.stream().map(record -> new String(record.bytes(), UTF_8)).toList();
    }
}
