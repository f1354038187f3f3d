package io.datastreamer.job.deliver.frame;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.nio.charset.StandardCharsets;

/**
 * Entries that are not compressed, or not any more. The bytes up to {@code length} never change, so that items may
 * share them.
 *
 * <p>An entry, format 1: kind (1 byte), event type + 1 (1 byte), then as variable-length integers: journal time after
 * the previous entry's (the first one's is absolute), document id (zigzag), length of the SIM key, of the JSON, of the
 * supplement; then those three.
 *
 * @param firstOrdinal ordinal of the first entry within its segment
 * @param entries how many entries
 * @param bytes holds the entries from the start
 * @param length where they end
 */
public record RawFrame(int firstOrdinal, int entries, byte[] bytes, int length) {

    /** Reads one entry after the other. */
    public static final class Reader {
        private final byte[] bytes;
        private final int frameEnd;
        private int at;

        private RecordKind kind = RecordKind.EVENT;
        private int eventType;
        private long time;
        private long id;
        private int simKeyStart;
        private int jsonStart;
        private int supplementStart;

        public Reader(RawFrame frame) {
            bytes = frame.bytes;
            frameEnd = frame.length;
        }

        /** Goes to the next entry; false at the end. */
        public boolean next() {
            if (at == frameEnd) {
                return false;
            }
            kind = RecordKind.ofCode(bytes[at++]);
            eventType = bytes[at++] - 1;
            time += varLong();
            id = unzigzag(varLong());
            int simKeyLength = (int) varLong();
            int jsonLength = (int) varLong();
            int supplementLength = (int) varLong();
            simKeyStart = at;
            jsonStart = simKeyStart + simKeyLength;
            supplementStart = jsonStart + jsonLength;
            at = supplementStart + supplementLength;
            return true;
        }

        public RecordKind kind() {
            return kind;
        }

        public int eventType() {
            return eventType;
        }

        public long time() {
            return time;
        }

        public Batch.Item item() {
            return new Batch.Item(
                    id,
                    eventType,
                    new String(bytes, simKeyStart, jsonStart - simKeyStart, StandardCharsets.UTF_8),
                    bytes,
                    jsonStart,
                    supplementStart - jsonStart,
                    supplementStart,
                    at - supplementStart);
        }

        public int jsonLength() {
            return supplementStart - jsonStart;
        }

        /** The buffer of the places below; nobody may write to it. */
        public byte[] bytes() {
            return bytes;
        }

        /** Where the SIM key starts; it ends where the JSON starts. */
        public int simKeyStart() {
            return simKeyStart;
        }

        /** Where the JSON starts; it ends where the supplement starts. */
        public int jsonStart() {
            return jsonStart;
        }

        /** Where the supplement starts. */
        public int supplementStart() {
            return supplementStart;
        }

        /** Where the supplement ends, and with it the entry. */
        public int end() {
            return at;
        }

        /** Appends the entry unchanged to a writer. */
        public void copyTo(FrameWriter writer) {
            writer.append(
                    kind,
                    eventType,
                    time,
                    id,
                    bytes,
                    simKeyStart,
                    jsonStart - simKeyStart,
                    supplementStart - jsonStart,
                    at - supplementStart);
        }

        private long varLong() {
            long value = 0;
            int shift = 0;
            while (true) {
                byte b = bytes[at++];
                value |= (b & 0x7FL) << shift;
                if (b >= 0) {
                    return value;
                }
                shift += 7;
            }
        }

        private static long unzigzag(long value) {
            return (value >>> 1) ^ -(value & 1);
        }
    }
}
