package io.datastreamer.job;

import io.datastreamer.job.record.RawRecord;
import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes damaged records from sound ones, always the same for the same seed. */
final class Mutations implements Serializable {
    private static final long serialVersionUID = 1L;

    private static final String[] TOKENS = {
        "null", "true", "-1", "0", "1e999", "1e-999999999", "9223372036854775808", "\"\"", "\"x\"", "{}", "[]", "{",
                "}",
        "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "\\udc00", "é", "\uD83D\uDE00", "\u0000", "\"imsi\":",
        "\"plmn\":{\"mcc\":\"262\",\"mnc\":\"02\"},", "\"rx_bytes\":-0,", "2017-02-30T00:00:00Z", "٣", "[[[[[[[["
    };

    private static final int BIG = 1 << 20;

    private final long seed;
    private final int sims;
    private final List<byte[]> sound;
    private transient Random random = new Random();

    /**
     * Creates mutations of the given records.
     *
     * @param sims how many SIMs replace each one that they name, see {@link #spread}
     */
    Mutations(long seed, List<RawRecord> sound, int sims) {
        this.seed = seed;
        this.sims = sims;
        this.sound = new ArrayList<>(sound.stream().map(RawRecord::bytes).toList());
    }

    /** The first records. */
    List<RawRecord> make(int count) {
        List<RawRecord> records = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            records.add(make((long) i));
        }
        return records;
    }

    /** One record with up to three faults, always the same for its index; by chance some are sound. */
    RawRecord make(long index) {
        random = new Random(seed * 1_000_003 + index);
        byte[] bytes =
                spread(freshId(new String(pick(), UTF_8)), random.nextInt(sims)).getBytes(UTF_8);
        for (int faults = random.nextInt(4); faults > 0; faults--) {
            bytes = mutate(bytes);
        }
        return new RawRecord(bytes, null, "fuzz", index, Lines.READ_AT, null);
    }

    /** Replaces each IMSI of the golden files by another one. */
    static String spread(String text, int which) {
        return text.replace("901430123456789", String.format("9014301%08d", which))
                .replace("901430123456790", String.format("9014302%08d", which))
                .replace("901430999912345", String.format("9014303%08d", which));
    }

    // so that few of them are duplicates
    private String freshId(String text) {
        return text.replaceFirst("\"record_id\":\\d+", "\"record_id\":" + random.nextInt(1_000_000_000));
    }

    private byte[] pick() {
        return sound.get(random.nextInt(sound.size()));
    }

    private byte[] mutate(byte[] bytes) {
        if (bytes.length == 0) {
            return pick();
        }
        int at = random.nextInt(bytes.length);
        int length = Math.min(bytes.length - at, 1 + random.nextInt(1 + random.nextInt(60)));
        byte[] other = pick();
        int from = random.nextInt(other.length);
        if (random.nextInt(5000) == 0) {
            return splice(bytes, at, 0, big());
        }
        return switch (random.nextInt(7)) {
            case 0 -> splice(bytes, at, 1, new byte[] {(byte) random.nextInt(256)});
            case 1 -> splice(bytes, at, length, new byte[0]);
            case 2 -> splice(bytes, at, 0, TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
            case 3 -> splice(bytes, at, length, TOKENS[random.nextInt(TOKENS.length)].getBytes(UTF_8));
            case 4 -> splice(bytes, at, 0, slice(other, from, Math.min(other.length - from, length)));
            case 5 -> slice(bytes, 0, at);
            default -> replaceValue(bytes);
        };
    }

    // keeps the JSON whole: replaces one value by another one
    private byte[] replaceValue(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        String[] members = text.split("(?<=\":)", -1);
        int which = random.nextInt(members.length);
        members[which] = members[which].replaceFirst(
                "^(\"[^\"]*\"|-?[0-9.]+|null|true|false)",
                java.util.regex.Matcher.quoteReplacement(TOKENS[random.nextInt(11)]));
        return String.join("", members).getBytes(UTF_8);
    }

    // a megabyte of garbage, of nesting, of digits, of a text
    private byte[] big() {
        byte[] big = new byte[BIG];
        switch (random.nextInt(4)) {
            case 0 -> random.nextBytes(big);
            case 1 -> Arrays.fill(big, (byte) '[');
            case 2 -> Arrays.fill(big, (byte) '9');
            default -> Arrays.fill(big, (byte) 'x');
        }
        return big;
    }

    private static byte[] slice(byte[] bytes, int from, int length) {
        byte[] slice = new byte[length];
        System.arraycopy(bytes, from, slice, 0, length);
        return slice;
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] inserted) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + inserted.length);
        out.write(bytes, 0, at);
        out.writeBytes(inserted);
        out.write(bytes, at + removed, bytes.length - at - removed);
        return out.toByteArray();
    }
}
