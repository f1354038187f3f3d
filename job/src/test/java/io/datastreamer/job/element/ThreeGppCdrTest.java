package io.datastreamer.job.element;

import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.reject.MalformedRecord;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ThreeGppCdrTest {
    private static final String BODY = "800155" + "830809417000000000f1" + "a4068004c6336423" + "850500b2d05e01"
            + "8d092611031100002b0100" + "8e020511" + "8f0100" + "9205706777" + "3031" + "940107";

    private final ThreeGppCdr decoder = new ThreeGppCdr(ElementSettings.DEFAULT);
    private final List<SessionRecord> records = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private final ElementDecoder.Output out = new ElementDecoder.Output() {
        @Override
        public void session(SessionRecord record) {
            records.add(record);
        }

        @Override
        public void unused(String why) {
            told.add(why);
        }

        @Override
        public void lost(String element, int count, boolean exact) {
            told.add(element + " lost " + count + ' ' + exact);
        }

        @Override
        public void numbered(String element, ElementDecoder.Numbers of, long number) {
            told.add(element + ' ' + of + ' ' + number);
        }
    };

    @Test
    void headersAreReadOrLeftOut() throws Exception {
        byte[] bare = record("bf4f", BODY);
        byte[] framed = HexFormat.of()
                .parseHex(String.format("%04xe22706", bare.length)
                        + HexFormat.of().formatHex(bare));

        decode(bare);
        List<String> keys = keys();
        decode(framed);

        assertThat(keys).hasSize(2);
        assertThat(keys()).isEqualTo(keys);
        assertThat(told).containsExactly("pgw01 RECORDS 7");
    }

    @Test
    void aFilesHeaderIsReadWithItsFirstRecord() throws Exception {
        byte[] file = Files.readAllBytes(Elements.FILES.resolve("cdr/pgw-rel16.cdr"));

        decode(Arrays.copyOf(file, 54 + 5 + 271));
        assertThat(told).containsExactly("198.51.100.35 FILES 4711", "pgw01 RECORDS 4294967291");
        decode(Arrays.copyOf(file, 54));
        assertThat(told)
                .containsExactly("198.51.100.35 FILES 4711", "the header of a file, without a record behind it");
    }

    @ParameterizedTest
    @CsvSource({
        "0, ",
        "1, 198.51.100.35 lost 1 false",
        "127, 198.51.100.35 lost 127 false",
        "128, ",
        "129, 198.51.100.35 lost 1 true",
        "254, 198.51.100.35 lost 126 true",
        "255, 198.51.100.35 lost 127 false"
    })
    void lostRecordsAreTold(int octet, String wanted) throws Exception {
        byte[] header = Arrays.copyOf(Files.readAllBytes(Elements.FILES.resolve("cdr/pgw-rel16.cdr")), 54);
        header[47] = (byte) octet;

        decode(header);

        if (wanted == null) {
            assertThat(told).noneMatch(text -> text.contains("lost"));
        } else {
            assertThat(told).contains(wanted);
        }
    }

    @Test
    void whatOtherEncodingsAndTypesThereAreIsSaid() throws Exception {
        assertThatThrownBy(() -> decode(HexFormat.of().parseHex("0004e25406" + "00010203")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage("record: is in unaligned PER (release 16, TS 32.255), only BER is read");
        byte[] other = record("bf60", "800160");
        decode(HexFormat.of()
                .parseHex(String.format("%04xe22708", other.length)
                        + HexFormat.of().formatHex(other)));
        assertThat(told).containsExactly("records of the type [96] are not read (release 18, TS 32.251)");
    }

    @ParameterizedTest
    @CsvSource({
        "800155, 800154, recordType: is 84",
        "830809417000000000f1, 8001ff, recordType: is there more than once",
        "830809417000000000f1, '', servedIMSI: is missing",
        "830809417000000000f1, 83030941f7, servedIMSI: is",
        "a4068004c6336423, '', ownAddress: is missing",
        "850500b2d05e01, '', chargingID: is missing",
        "850500b2d05e01, 85050100000000, chargingID: is",
        "8d092611031100002b0100, '', recordOpeningTime: is missing",
        "8d092611031100002b0100, 8d092611031100002a0100, recordOpeningTime: is no time",
        "940107, 9481ff, record: at octet"
    })
    void whatIsWrongIsNamed(String part, String instead, String message) {
        assertThat(BODY).contains(part);
        assertThatThrownBy(() -> decode(record("bf4f", BODY.replace(part, instead))))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageStartingWith(message);
        assertThat(records).isEmpty();
    }

    @Test
    void aMemberOfOnesOwnMayBeLongerThanItSays() throws Exception {
        decode(record("bf4f", "bf81010680010581" + "02abcd" + BODY));

        assertThat(keys()).hasSize(2);
    }

    private void decode(byte[] bytes) throws MalformedRecord {
        records.clear();
        told.clear();
        decoder.decode(new RawRecord(bytes, null, "test", 0, 0, null), out);
    }

    private List<String> keys() {
        return records.stream().map(SessionRecord::key).toList();
    }

    private static byte[] record(String tag, String body) {
        return HexFormat.of().parseHex(tag + String.format("82%04x", body.length() / 2) + body);
    }
}
