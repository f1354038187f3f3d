package io.datastreamer.job.record;

import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.Severity;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.job.record.wire.DocumentSerializer;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.job.reject.Rejections;
import io.datastreamer.job.serial.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SerializersTest {
    private static final PdpContext CONTEXT = new PdpContextBuilder()
            .pdpContextId("1")
            .tunnelCreatedMillis(2)
            .gtpVersion("1")
            .ggsnControlPlaneIpAddress("a")
            .ggsnDataPlaneIpAddress("b")
            .sgsnControlPlaneIpAddress("c")
            .sgsnDataPlaneIpAddress("d")
            .region("e")
            .breakoutIp("f")
            .apn("g")
            .nsapi(3)
            .ueIpAddress("h")
            .imeisv("i")
            .mcc("262")
            .mnc("01")
            .lac(4)
            .sac(5)
            .rac(6)
            .ci(7)
            .tac(12)
            .eci(13)
            .nci(68_719_476_735L)
            .ratType(8)
            .txTeidControlPlane(2_667_756_875L)
            .txTeidDataPlane(10)
            .rxTeid(11)
            .imsi("j")
            .build();

    static Stream<Arguments> values() throws Exception {
        NetworkRecord network = new NetworkRecord(
                1,
                -2,
                EventType.SMS_API_CALLBACK,
                Records.IMSI,
                3,
                Records.SFR_PLMN,
                "4",
                "5",
                "6",
                CONTEXT,
                7,
                8,
                new User(9, "u", null),
                "10",
                "é€\uD83D\uDE00",
                "12",
                500,
                "13",
                "14",
                EventSource.API,
                Severity.CRITICAL,
                true,
                "15",
                "{\"a\":1}");
        BillingRecord billing = new BillingRecord(
                1,
                Records.IMSI,
                2,
                3,
                BillingRecord.Service.SMS,
                4,
                5,
                Records.TELEKOM_PLMN,
                6,
                7,
                new BigDecimal("0.00558275"),
                8,
                "EUR");
        Origin origin = Records.origin(1_600_000_000_000L);
        StreamChange change = DataStreamCodec.read(
                ("{\"id\":\"s1\",\"organisation_id\":1,\"stream_type\":\"USAGE\",\"api_type\":\"REST_API\","
                                + "\"settings\":{\"url\":\"https://example.com\",\"headers\":{\"a\":\"b\"}}}")
                        .getBytes(UTF_8));
        Stream<Arguments> single = Stream.of(
                Arguments.of(RecordTypes.KEYED_RECORD, KeyedRecord.network(network, origin)),
                Arguments.of(RecordTypes.KEYED_RECORD, Records.location(1, Records.IMSI, Records.SFR_PLMN)),
                Arguments.of(
                        RecordTypes.KEYED_RECORD,
                        KeyedRecord.network(Records.event(1, EventType.GENERIC, null, null), origin)),
                Arguments.of(RecordTypes.KEYED_RECORD, KeyedRecord.billing(billing, origin)),
                Arguments.of(RecordTypes.KEYED_RECORD, Records.simLine(Records.IMSI)),
                Arguments.of(RecordTypes.KEYED_RECORD, KeyedRecord.simDeletion(Records.IMSI, origin)),
                Arguments.of(RecordTypes.CATALOG_CHANGES, Records.catalog()),
                Arguments.of(RecordTypes.RAW_RECORD, new RawRecord(new byte[] {1}, null, "s", 1, 2, null)),
                Arguments.of(RecordTypes.RAW_RECORD, new RawRecord(new byte[0], new byte[] {2}, "s", 1, 2, "flaw")),
                Arguments.of(RecordTypes.NUMBER_SPAN, new NumberSpan("pgw01", false, 4_294_967_295L, 3)),
                Arguments.of(RecordTypes.NUMBER_SPAN, new NumberSpan("198.51.100.35", true, 1, 1)),
                Arguments.of(RecordTypes.INSTRUCTION, change),
                Arguments.of(RecordTypes.INSTRUCTION, StreamChange.remove("s1")),
                Arguments.of(RecordTypes.INSTRUCTION, StreamChange.remove("s1", 7L)),
                Arguments.of(RecordTypes.DATA_STREAM, StoredStream.of(Objects.requireNonNull(change.stream()))),
                Arguments.of(
                        RecordTypes.DOCUMENT,
                        Document.of(1, RecordKind.USAGE, -1, "", 2, 3, new byte[] {4}, new byte[0])),
                Arguments.of(
                        Rejections.TYPE,
                        new Rejected("s", "r", "f", "1", new byte[] {1}, "id", 413, Instant.ofEpochMilli(5))));
        return Stream.concat(
                single, Records.catalog().stream().map(entry -> Arguments.of(RecordTypes.CATALOG_ENTRY, entry)));
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void valuesComeBackAsTheyWere(TypeInformation<T> type, T value) throws Exception {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(serializer.deserialize(in)).usingRecursiveComparison().isEqualTo(value);
        assertThat(in.available()).isZero();
    }

    @ParameterizedTest
    @MethodSource("values")
    <T> void serializersAreFoundAgainInACheckpoint(TypeInformation<T> type, T value) throws Exception {
        TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<T> snapshot = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
        assertThat(snapshot.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(snapshot)
                        .isCompatibleAsIs())
                .isTrue();
        assertThat(InstantiationUtil.clone(serializer)).isEqualTo(serializer);
        assertThat(InstantiationUtil.clone(type)).isEqualTo(type);
    }

    @Test
    void aVersionOfALaterReleaseIsRefusedByName() {
        assertThatThrownBy(() -> new DocumentSerializer(3).deserialize(new DataInputDeserializer(new byte[100])))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("DocumentSerializer does not know version 3");
    }

    @Test
    void commonRecordsAreCompact() throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(64);
        RecordTypes.KEYED_RECORD.serializer().serialize(Records.location(1, Records.IMSI, Records.SFR_PLMN), out);
        assertThat(out.length()).isLessThan(100);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                -1,
                0,
                1,
                126,
                127,
                128,
                (1 << 28) - 2,
                (1 << 28) - 1,
                1L << 31,
                (1L << 56) - 2,
                (1L << 56) - 1,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                -2
            })
    void numbersOfAnySizeComeBack(long number) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(16);
        Wire.writeNumber(out, number);
        assertThat(out.getCopyOfBuffer()).isEqualTo(sevenBitsAByte(number + 1));
        assertThat(Wire.readNumber(new DataInputDeserializer(out.getCopyOfBuffer())))
                .isEqualTo(number);
    }

    // the format, which checkpoints contain
    private static byte[] sevenBitsAByte(long number) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long rest = number;
        for (; rest >>> 7 != 0; rest >>>= 7) {
            bytes.write((int) ((rest & 0x7f) | 0x80));
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }

    @Test
    void listsOfCatalogEntriesHaveNoGenericType() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        for (TypeInformation<?> type : List.of(
                RecordTypes.RAW_RECORD,
                RecordTypes.KEYED_RECORD,
                RecordTypes.CATALOG_ENTRY,
                RecordTypes.CATALOG_CHANGES,
                RecordTypes.DOCUMENT,
                RecordTypes.DATA_STREAM,
                RecordTypes.INSTRUCTION,
                Rejections.TYPE)) {
            assertThat(type.createSerializer(config)).isNotNull();
        }
    }
}
