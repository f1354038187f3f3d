package io.datastreamer.benchmarks.part;

import io.datastreamer.job.element.ElementDecoder;
import io.datastreamer.job.element.ElementSettings;
import io.datastreamer.job.element.ThreeGppCdr;
import io.datastreamer.job.ingest.files.cut.CdrFiles;
import io.datastreamer.job.ingest.files.cut.RecordCutter;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** Records a second that one core decodes, or cuts out of a file and decodes, of PGW-CDRs of 500 octets. */
public class CdrBenchmark extends SinglePart {
    private static final int RECORDS = 10_000;
    private static final int CONTAINERS = 4;
    private static final int MAX_RECORD = 1 << 20;

    private final ElementDecoder decoder = new ThreeGppCdr(ElementSettings.DEFAULT);
    private final byte[][] records = new byte[RECORDS][];
    private final byte[] file;
    private final LastRecord last = new LastRecord();
    private RecordCutter cutter;
    private int next;

    public CdrBenchmark() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < RECORDS; i++) {
            records[i] = record(i);
            all.writeBytes(records[i]);
        }
        file = all.toByteArray();
        cutter = new CdrFiles(MAX_RECORD).cut(new ByteArrayInputStream(file), 0);
    }

    /** Decodes partial records, each with four containers. */
    @Benchmark
    public SessionRecord pgwCdrDecoded() throws MalformedRecord {
        byte[] record = records[next];
        next = next + 1 == RECORDS ? 0 : next + 1;
        return decode(record);
    }

    /** Cuts the same records out of a file, and decodes them. */
    @Benchmark
    public SessionRecord pgwCdrCutAndDecoded() throws MalformedRecord, IOException {
        RecordCutter.Cut cut = cutter.next();
        if (cut == null) {
            cutter = new CdrFiles(MAX_RECORD).cut(new ByteArrayInputStream(file), 0);
            cut = Objects.requireNonNull(cutter.next());
        }
        return decode(cut.bytes());
    }

    private SessionRecord decode(byte[] record) throws MalformedRecord {
        decoder.decode(new RawRecord(record, null, "benchmark", 0, 0, null), last);
        return last.record();
    }

    private static byte[] record(int i) {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        put(members, "80", "55");
        put(members, "83", "09417000" + digits(i) + "f1");
        put(members, "a4", "8004c6336423");
        put(members, "85", "00b2" + hex(0x5e0000 + i, 3));
        put(members, "a6", "8004c00002c9");
        put(members, "87", HexFormat.of().formatHex("iot.example.net".getBytes(US_ASCII)));
        put(members, "88", "f121");
        put(members, "a9", "a00680040a" + hex(0x410000 + i, 3));
        put(members, "8b", "ff");
        put(members, "8d", "2611031100002b0100");
        put(members, "8e", "0e10");
        put(members, "8f", "10");
        put(members, "91", "02");
        put(members, "92", "7067773031");
        put(members, "94", hex(i + 1, 4));
        put(members, "95", "00");
        put(members, "96", "9188225803000010");
        put(members, "97", "0400");
        put(members, "9b", "62f220");
        put(members, "9d", "6800000000979110");
        put(members, "9e", "06");
        put(members, "9f1f", "0400");
        put(members, "9f20", "1862f220972c62f22000" + hex(0x12d600 + i % 256, 3));
        ByteArrayOutputStream containers = new ByteArrayOutputStream();
        for (int container = 0; container < CONTAINERS; container++) {
            ByteArrayOutputStream parts = new ByteArrayOutputStream();
            put(parts, "81", hex(container + 1, 1));
            put(parts, "84", "01");
            put(parts, "85", "2611031100022b0100");
            put(parts, "86", "2611031121302b0100");
            put(parts, "87", "0508");
            put(parts, "88", "020000008000");
            put(parts, "aa", "8004c00002c9");
            put(parts, "8c", hex(18_000 + i, 3));
            put(parts, "8d", hex(210_000 + i, 4));
            put(parts, "8e", "2611031121372b0100");
            put(containers, "30", HexFormat.of().formatHex(parts.toByteArray()));
        }
        put(members, "bf22", HexFormat.of().formatHex(containers.toByteArray()));
        put(members, "bf23", "0a0102");
        put(members, "9f25", "09f104");
        put(members, "9f26", "2611031100002b0100");
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        put(record, "bf4f", HexFormat.of().formatHex(members.toByteArray()));
        byte[] header = HexFormat.of().parseHex(hex(record.size(), 2) + "e22706");
        ByteArrayOutputStream framed = new ByteArrayOutputStream();
        framed.writeBytes(header);
        framed.writeBytes(record.toByteArray());
        return framed.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, String tag, String contents) {
        int length = contents.length() / 2;
        String lengthText =
                length < 0x80 ? hex(length, 1) : length < 0x100 ? "81" + hex(length, 1) : "82" + hex(length, 2);
        out.writeBytes(HexFormat.of().parseHex(tag + lengthText + contents));
    }

    private static String hex(int number, int octets) {
        return String.format("%0" + 2 * octets + "x", number);
    }

    // six digits, in halves that are swapped
    private static String digits(int i) {
        StringBuilder swapped = new StringBuilder();
        String digits = String.format("%06d", i);
        for (int at = 0; at < digits.length(); at += 2) {
            swapped.append(digits.charAt(at + 1)).append(digits.charAt(at));
        }
        return swapped.toString();
    }
}
