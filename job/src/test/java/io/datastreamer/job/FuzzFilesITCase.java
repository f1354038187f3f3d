package io.datastreamer.job;

import com.github.luben.zstd.Zstd;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.Rejected;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.ingest.Ends;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs a directory of files with odd names, every second one damaged or cut off, through a whole job. The job ends,
 * accounts for everything it read, and makes a document of each record of a sound file. {@code -Dfuzz.files=} and
 * {@code -Dfuzz.seed=} make another directory; {@code DamagedFilesTest} tests single files in detail.
 */
class FuzzFilesITCase {
    private static final int FILES = Integer.getInteger("fuzz.files", 120);
    private static final int LINES = 5;
    private static final Set<Long> DOCUMENTS = ConcurrentHashMap.newKeySet();
    private static final Set<String> DAMAGED = ConcurrentHashMap.newKeySet();

    @TempDir
    Path dir;

    @Test
    void soundFilesComeWholeWhateverLiesBesideThem() throws Exception {
        DOCUMENTS.clear();
        DAMAGED.clear();
        Path in = Files.createDirectories(dir.resolve("in"));
        SplittableRandom random = new SplittableRandom(Long.getLong("fuzz.seed", 1));
        for (int i = 0; i < FILES; i++) {
            Path file = write(in, i, random);
            if (i % 2 == 1) {
                damage(file, random);
            }
        }
        Files.createDirectory(in.resolve("a directory.gz"));
        Files.createSymbolicLink(in.resolve("leads:nowhere"), dir.resolve("absent"));
        RecordPath path = new RecordPath(2);
        path.add(
                input(path, in),
                golden(path, "billing", GoldenFiles.billingRecords()),
                golden(path, "sims", GoldenFiles.sims()),
                golden(path, "catalog", GoldenFiles.catalog()),
                FuzzFilesITCase::keep,
                FuzzFilesITCase::keep);

        path.environment().execute();

        Balance balance = Balance.of(path.metrics());
        assertThat(balance.accountedFor()).isEqualTo(balance.raw());
        assertThat(balance.waiting()).isZero();
        LongStream.range(0, (long) FILES * LINES)
                .filter(id -> id / LINES % 2 == 0)
                .forEach(id -> assertThat(DOCUMENTS).contains(id));
        assertThat(DAMAGED).anyMatch(source -> source.endsWith("leads:nowhere"));
    }

    private static Path write(Path in, int number, SplittableRandom random) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < LINES; i++) {
            lines.append("{\"record_id\":" + (number * LINES + i)
                    + ",\"time\":\"2026-02-03T04:05:06Z\",\"operation\":\"UPDATE_LOCATION\","
                    + "\"imsi\":\"901430123456789\",\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},"
                    + "\"vlr\":\"491720013000\"}\n");
        }
        byte[] bytes = lines.toString().getBytes(UTF_8);
        while (true) {
            String name = oddName(random);
            try {
                switch (random.nextInt(3)) {
                    case 0 -> {
                        return Files.write(Files.createFile(in.resolve(name + ".gz")), gzip(bytes));
                    }
                    case 1 -> {
                        return Files.write(Files.createFile(in.resolve(name + ".zst")), Zstd.compress(bytes));
                    }
                    default -> {
                        return Files.write(Files.createFile(in.resolve(name)), bytes);
                    }
                }
            } catch (FileAlreadyExistsException e) {
                // another name
            }
        }
    }

    // any name except those that are left out: hidden, or not finished
    private static String oddName(SplittableRandom random) {
        String odd = " :\\%#?*[]{}'\"$&|<>;=+,@^`!()\t\n\r\u0001\u007fäß漢\u202e😀~.-";
        int[] signs = odd.codePoints().toArray();
        StringBuilder name = new StringBuilder("f");
        for (int i = random.nextInt(1, 12); i > 0; i--) {
            name.appendCodePoint(signs[random.nextInt(signs.length)]);
        }
        return name + "e";
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zipped = new GZIPOutputStream(out)) {
            zipped.write(bytes);
        }
        return out.toByteArray();
    }

    private static void damage(Path file, SplittableRandom random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = random.nextInt(bytes.length);
        if (random.nextBoolean()) {
            Files.write(file, Arrays.copyOf(bytes, at));
        } else {
            bytes[at] ^= (byte) random.nextInt(1, 256);
            Files.write(file, bytes);
        }
    }

    private static void keep(Document document) {
        DOCUMENTS.add(document.id());
    }

    private static void keep(Rejected rejected) {
        DAMAGED.add(rejected.source());
    }

    private static DataStream<RawRecord> input(RecordPath path, Path in) throws Exception {
        Ends ends = Ends.of(StreamerConfig.parse(
                "--network-records=file:" + in, "--sims=file:" + in, "--catalog=file:" + in, "--streams=file:" + in));
        ends.check();
        return path.environment()
                .fromSource(
                        ends.source(StreamerOptions.NETWORK_RECORDS, RecordTypes.RAW_RECORD),
                        WatermarkStrategy.noWatermarks(),
                        "network",
                        RecordTypes.RAW_RECORD)
                .uid("network");
    }

    private static DataStream<RawRecord> golden(RecordPath path, String name, List<RawRecord> records) {
        return path.environment().fromData(records, RecordTypes.RAW_RECORD).uid(name);
    }
}
