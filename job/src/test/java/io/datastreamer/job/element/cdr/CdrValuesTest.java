package io.datastreamer.job.element.cdr;

import java.net.InetAddress;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

class CdrValuesTest {
    private final CdrTexts texts = new CdrTexts();

    @Test
    void timesAreThoseOfTheCalendar() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            LocalDateTime local = LocalDateTime.of(2000, 1, 1, 0, 0).plusSeconds(random.nextLong(100L * 365 * 86_400));
            int minutes = random.nextInt(-18 * 60, 18 * 60 + 1);
            String hex = String.format(
                    "%02d%02d%02d%02d%02d%02d%s%02d%02d",
                    local.getYear() - 2000,
                    local.getMonthValue(),
                    local.getDayOfMonth(),
                    local.getHour(),
                    local.getMinute(),
                    local.getSecond(),
                    minutes < 0 ? "2d" : "2b",
                    Math.abs(minutes) / 60,
                    Math.abs(minutes) % 60);

            assertThat(millis(hex))
                    .as(hex)
                    .isEqualTo(OffsetDateTime.of(local, ZoneOffset.ofTotalSeconds(minutes * 60))
                            .toInstant()
                            .toEpochMilli());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2611031100002b01",
                "2613031100002b0100",
                "2602291100002b0100",
                "2611311100002b0100",
                "2611032400002b0100",
                "2611031160002b0100",
                "2611031100002a0100",
                "26110311000a2b0100",
                "2611031100002b1900",
                "2611031100002b0160",
                "2600031100002b0100",
                "2611001100002b0100"
            })
    void whatIsNoTimeIsNone(String hex) {
        assertThat(millis(hex)).isEqualTo(CdrTime.NONE);
    }

    private static long millis(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return CdrTime.millis(octets, 0, octets.length);
    }

    // the examples are those of RFC 5952, clause 4
    @ParameterizedTest
    @CsvSource({
        "20010db8000000000000000000000001, 2001:db8::1",
        "20010db8000000010001000100010001, 2001:db8:0:1:1:1:1:1",
        "20010000000000010000000000000001, 2001:0:0:1::1",
        "20010db8000000000001000000000001, 2001:db8::1:0:0:1",
        "20010db8aaaabbbbccccddddeeee0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        "00000000000000000000000000000000, ::",
        "00000000000000000000000000000001, ::1",
        "20010db8006500050000000000000000, 2001:db8:65:5::",
        "c0000201, 192.0.2.1",
        "ffffffff, 255.255.255.255",
        "00000a63, 0.0.10.99"
    })
    void addressesAreWrittenInOneWay(String hex, String text) {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertThat(texts.address(octets, 0, octets.length)).isEqualTo(text);
        assertThat(texts.nodeAddress(octets, 0, octets.length)).isEqualTo(text);
        assertThat(texts.nodeAddress(octets, 0, octets.length)).isEqualTo(text);
    }

    @Test
    void addressesAreReadBackByOthers() throws Exception {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            byte[] octets = new byte[16];
            for (int group = 0; group < 8; group++) {
                if (random.nextBoolean()) {
                    octets[2 * group + random.nextInt(2)] = (byte) random.nextInt(256);
                }
            }
            // a mapped address would come back as IPv4
            octets[0] |= 0x20;

            String text = texts.address(octets, 0, 16);

            assertThat(InetAddress.getByName(text).getAddress()).as(text).isEqualTo(octets);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "198.51.100.35, 198.51.100.35",
        "2001:DB8:0:0:0:0:0:35, 2001:db8::35",
        "198.51.100, ",
        "198.51.100.256, ",
        "gateway, ",
        "beef, ",
        "1:2, "
    })
    void addressesInTextAreReadAsBinaryOnes(String text, String wanted) {
        byte[] octets = text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThat(texts.addressOfText(octets, 0, octets.length)).isEqualTo(wanted);
    }

    @Test
    void digitsEndAtAFiller() {
        byte[] octets = HexFormat.of().parseHex("09417000000000f1");

        assertThat(texts.digits(octets, 0, octets.length)).isEqualTo("901407000000001");
        assertThat(texts.digits(octets, 0, octets.length)).hasSize(15);
    }

    @Test
    void numbersMayHaveLostTheirFirstZero() {
        assertThat(number("00b2d05e01")).isEqualTo(3_000_000_001L);
        assertThat(number("b2d05e01")).isEqualTo(3_000_000_001L);
        assertThat(number("000000000000000000007f")).isEqualTo(127);
        assertThat(number("7fffffffffffffff")).isEqualTo(Long.MAX_VALUE);
        assertThat(number("8000000000000000")).isEqualTo(-1);
        assertThat(number("010000000000000000")).isEqualTo(-1);
        assertThat(number("")).isEqualTo(-1);
    }

    private static long number(String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return CdrRecord.number(octets, 0, octets.length);
    }

    @Test
    void eachRecordIsFoundByItsTagAndEachTagIsThereOnce() {
        for (CdrTable table : CdrTable.all()) {
            assertThat(Arrays.stream(table.rows()).map(CdrTable.Row::tag))
                    .as(table.text())
                    .doesNotHaveDuplicates();
            assertThat(Arrays.stream(table.rows()).map(CdrTable.Row::member))
                    .as(table.text())
                    .doesNotHaveDuplicates();
            assertThat(Arrays.stream(table.rows()).map(CdrTable.Row::clause))
                    .allSatisfy(clause -> assertThat(clause).matches("5\\.1\\.\\d[.\\d]*"));
            if (table.choice() >= 0) {
                assertThat(CdrTable.ofChoice(table.choice())).isEqualTo(table);
            }
        }
    }
}
