package io.datastreamer.job.element;

import io.datastreamer.job.ingest.files.cut.DetailBlocks;
import io.datastreamer.job.ingest.files.cut.RecordCutter;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Decodes single records of network elements, and reads the samples. */
final class Elements {
    static final Path FILES = Path.of("src/test/resources/elements");

    private Elements() {}

    /** What a record says; an empty list if it is of no use. */
    static List<SessionRecord> decode(ElementDecoder decoder, byte[] bytes) throws MalformedRecord {
        List<SessionRecord> records = new ArrayList<>();
        decoder.decode(new RawRecord(bytes, null, "test", 0, 0, null), new ElementDecoder.Output() {
            @Override
            public void session(SessionRecord record) {
                records.add(record);
            }

            @Override
            public void unused(String why) {}
        });
        return records;
    }

    static SessionRecord one(ElementDecoder decoder, String text) throws MalformedRecord {
        return decode(decoder, text.getBytes(UTF_8)).get(0);
    }

    /** All blocks of the samples of RADIUS accounting. */
    static List<byte[]> radiusBlocks() throws IOException {
        List<byte[]> blocks = new ArrayList<>();
        try (var files = Files.list(FILES.resolve("radius"))) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".detail")).sorted().toList()) {
                RecordCutter cutter =
                        new DetailBlocks(1 << 20).cut(new ByteArrayInputStream(Files.readAllBytes(file)), 0);
                RecordCutter.Cut cut;
                while ((cut = cutter.next()) != null) {
                    blocks.add(cut.bytes());
                }
            }
        }
        return blocks;
    }
}
