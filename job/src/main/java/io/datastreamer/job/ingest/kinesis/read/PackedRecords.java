package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.read.WireReader.MalformedMessage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Unpacks records that a producer has packed into one, as the Kinesis Producer Library does (<a
 * href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">format</a>): four bytes,
 * a protocol buffers message, the MD5 of the message.
 */
final class PackedRecords {
    private static final byte[] MAGIC = {(byte) 0xF3, (byte) 0x89, (byte) 0x9A, (byte) 0xC2};
    private static final int DIGEST_BYTES = 16;

    private static final int PARTITION_KEYS = 1;
    private static final int RECORDS = 3;
    private static final int RECORD_PARTITION_KEY = 1;
    private static final int RECORD_DATA = 3;

    private PackedRecords() {}

    /**
     * The records within a shard's record: the record itself if it is not packed. A record that claims to be packed and
     * cannot be unpacked comes back whole, with the flaw.
     *
     * @param data the record's bytes
     * @param partitionKey its partition key
     * @param sequence its sequence number
     * @param arrivedMs when it arrived, milliseconds since the epoch
     */
    static List<ShardRecord> of(byte[] data, String partitionKey, String sequence, long arrivedMs) {
        if (!isPacked(data)) {
            return List.of(new ShardRecord(data, partitionKey, sequence, 0, true, arrivedMs, null));
        }
        try {
            return unpacked(data, sequence, arrivedMs);
        } catch (MalformedMessage e) {
            String flaw = "is packed as the Kinesis Producer Library does, but " + e.getMessage();
            return List.of(new ShardRecord(data, partitionKey, sequence, 0, true, arrivedMs, flaw));
        }
    }

    // a record that has the first bytes by chance has another digest
    private static boolean isPacked(byte[] data) {
        int end = data.length - DIGEST_BYTES;
        return end >= MAGIC.length
                && Arrays.equals(data, 0, MAGIC.length, MAGIC, 0, MAGIC.length)
                && Arrays.equals(data, end, data.length, digest(data, end), 0, DIGEST_BYTES);
    }

    private static byte[] digest(byte[] data, int end) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(data, MAGIC.length, end - MAGIC.length);
            return md5.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static List<ShardRecord> unpacked(byte[] data, String sequence, long arrivedMs) throws MalformedMessage {
        List<String> keys = new ArrayList<>();
        List<WireReader> packed = new ArrayList<>();
        WireReader message = new WireReader(data, MAGIC.length, data.length - DIGEST_BYTES);
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case PARTITION_KEYS -> keys.add(new String(message.copy(), UTF_8));
                case RECORDS -> packed.add(message.message());
                default -> message.skip();
            }
        }
        List<ShardRecord> records = new ArrayList<>(packed.size());
        for (int i = 0; i < packed.size(); i++) {
            records.add(record(packed.get(i), keys, sequence, i, i == packed.size() - 1, arrivedMs));
        }
        return records;
    }

    private static ShardRecord record(
            WireReader message, List<String> keys, String sequence, int index, boolean last, long arrivedMs)
            throws MalformedMessage {
        long key = 0;
        byte[] data = null;
        for (int field = message.next(); field != 0; field = message.next()) {
            switch (field) {
                case RECORD_PARTITION_KEY -> key = message.number();
                case RECORD_DATA -> data = message.copy();
                default -> message.skip();
            }
        }
        if (data == null) {
            throw new MalformedMessage("record " + index + " in it has no data");
        }
        if (key < 0 || key >= keys.size()) {
            throw new MalformedMessage("record " + index + " in it has no partition key");
        }
        return new ShardRecord(data, keys.get((int) key), sequence, index, last, arrivedMs, null);
    }
}
