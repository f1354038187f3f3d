package io.datastreamer.job.ingest.kinesis.read;

import io.datastreamer.job.ingest.kinesis.shard.ShardPosition;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class PackedRecordsTest {
    /** The lines a, bb and ccc as {@code test-tools/pack.mjs} packs them, with a producer library that is not ours. */
    private static final byte[] PACKED = Base64.getDecoder()
            .decode("84mawgoFa2V5LTAKBWtleS0xCgVrZXktMhoFCAAaAWEaBggBGgJiYhoHCAIaA2NjYzR9pn5vSPDrVJqsEaCAe00=");

    @Test
    void packedRecordsAreTakenApartWithTheirOwnKeys() {
        List<ShardRecord> records = PackedRecords.of(PACKED, "outer", "17", 5);

        assertThat(records)
                .extracting(one -> one.partitionKey() + "=" + new String(one.data(), UTF_8))
                .containsExactly("key-0=a", "key-1=bb", "key-2=ccc");
        assertThat(records)
                .extracting(ShardRecord::behind)
                .containsExactly(
                        ShardPosition.after("17", 1),
                        ShardPosition.after("17", 2),
                        ShardPosition.after("17", ShardPosition.WHOLE));
        assertThat(records).allMatch(one -> one.flaw() == null && one.arrivedMs() == 5);
    }

    @Test
    void whatIsNotPackedIsItself() throws Exception {
        byte[] otherDigest = PACKED.clone();
        otherDigest[PACKED.length - 1] ^= 1;
        for (byte[] data : List.of(
                new byte[0], "{}".getBytes(UTF_8), Arrays.copyOf(PACKED, 4), Arrays.copyOf(PACKED, 20), otherDigest)) {
            assertThat(PackedRecords.of(data, "key", "17", 5)).singleElement().satisfies(one -> {
                assertThat(one.data()).isEqualTo(data);
                assertThat(one.partitionKey()).isEqualTo("key");
                assertThat(one.flaw()).isNull();
                assertThat(one.last()).isTrue();
            });
        }
        assertThat(PackedRecords.of(sealed(new byte[0]), "key", "17", 5)).isEmpty();
    }

    @Test
    void whatIsDamagedWithinComesWholeWithItsFlawAndNothingIsThrown() throws Exception {
        byte[] message = Arrays.copyOfRange(PACKED, 4, PACKED.length - 16);
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = Arrays.copyOf(message, 1 + random.nextInt(message.length));
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            byte[] data = sealed(damaged);
            List<ShardRecord> records = PackedRecords.of(data, "key", "17", 5);
            if (records.stream().anyMatch(one -> one.flaw() != null)) {
                assertThat(records).hasSize(1);
                assertThat(records.get(0).data()).isEqualTo(data);
            }
        }
        assertThat(PackedRecords.of(sealed(Arrays.copyOf(message, message.length - 1)), "key", "17", 5))
                .singleElement()
                .extracting(ShardRecord::flaw)
                .isEqualTo("is packed as the Kinesis Producer Library does, but it ends within a field");
    }

    private static byte[] sealed(byte[] message) throws Exception {
        byte[] data = Arrays.copyOf(PACKED, 4 + message.length + 16);
        System.arraycopy(message, 0, data, 4, message.length);
        System.arraycopy(MessageDigest.getInstance("MD5").digest(message), 0, data, 4 + message.length, 16);
        return data;
    }
}
