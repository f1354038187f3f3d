package io.datastreamer.job.element;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Bearer;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RadiusDetailTest {
    private static final String BLOCK = """
            Thu Nov 26 12:48:07 2026
            \tAcct-Status-Type = Interim-Update
            \tAcct-Session-Id = "B93C"
            \tNAS-IP-Address = 198.51.100.35
            \tEvent-Timestamp = "Nov  3 2026 09:15:01 UTC"
            \t3GPP-IMSI = "901405309000001"
            \t3GPP-Charging-ID = 7
            \t3GPP-SGSN-MCC-MNC = "26202"
            \t3GPP-NSAPI = "5"
            \t3GPP-RAT-Type = EUTRAN
            \tAcct-Session-Time = 600
            \tAcct-Input-Octets = 100
            \tAcct-Output-Octets = 200
            \tTimestamp = 1795697287
            """;

    private final RadiusDetail radius = new RadiusDetail(ElementSettings.DEFAULT);

    // a dictionary that does not know 3GPP, or writes numbers
    @Test
    void attributesWithoutDictionary() throws MalformedRecord {
        String bare = BLOCK.replace("Interim-Update", "3")
                .replace("3GPP-IMSI = \"901405309000001\"", "Attr-26.10415.1 = 0x393031343035333039303030303031")
                .replace("3GPP-Charging-ID = 7", "Attr-26.10415.2 = 0x00000007")
                .replace("3GPP-SGSN-MCC-MNC = \"26202\"", "Vendor-10415-Attr-18 = 0x3236323032")
                .replace("3GPP-RAT-Type = EUTRAN", "Attr-26.10415.21 = 0x06")
                .replace("NAS-IP-Address = 198.51.100.35", "Attr-4 = 0xc6336423")
                .replace("Event-Timestamp = \"Nov  3 2026 09:15:01 UTC\"", "Attr-55 = 0x6ae9a5d5");
        SessionRecord of = Elements.one(radius, BLOCK);
        SessionRecord ofBare = Elements.one(radius, bare);

        assertThat(ofBare.bearer()).isEqualTo(of.bearer());
        assertThat(ofBare.session()).isEqualTo(of.session());
        assertThat(ofBare.timeMillis()).isEqualTo(0x6ae9a5d5L * 1000);
    }

    @Test
    void addressesOfIpv6HaveTheFormOfADictionary() throws MalformedRecord {
        String named = BLOCK.replace(
                "NAS-IP-Address = 198.51.100.35",
                "NAS-IPv6-Address = 2001:db8::35\n\t3GPP-SGSN-IPv6-Address = 2001:db8::222\n\tFramed-IPv6-Address = 2001:db8::1");
        String bare = named.replace("NAS-IPv6-Address = 2001:db8::35", "Attr-95 = 0x20010db8000000000000000000000035")
                .replace(
                        "3GPP-SGSN-IPv6-Address = 2001:db8::222",
                        "Attr-26.10415.15 = 0x20010db8000000000000000000000222")
                .replace("Framed-IPv6-Address = 2001:db8::1", "Attr-168 = 0x20010db8000000000000000000000001");

        assertThat(Elements.one(radius, bare).bearer())
                .isEqualTo(Elements.one(radius, named).bearer());
        assertThat(Elements.one(radius, bare).session())
                .isEqualTo(Elements.one(radius, named).session());
    }

    @Test
    void aPrefixOfIpv6HasTheFormOfADictionary() throws MalformedRecord {
        assertThat(ueAddress("Framed-IPv6-Prefix = 2001:db8:0:7::/64")).isEqualTo("2001:db8:0:7::/64");
        assertThat(ueAddress("Attr-97 = 0x004020010db800000007")).isEqualTo("2001:db8:0:7::/64");
        assertThat(ueAddress("Attr-97 = 0x003820010db8000000")).isEqualTo("2001:db8::/56");
        assertThatThrownBy(() -> ueAddress("Attr-97 = 0x00812001"))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageContaining("Framed-IPv6-Prefix")
                .hasMessageContaining("a prefix of at most 128 bits");
        assertThatThrownBy(() -> ueAddress("Attr-97 = 0x00")).isInstanceOf(MalformedRecord.class);
    }

    private String ueAddress(String line) throws MalformedRecord {
        Bearer bearer = Elements.one(radius, with(line)).bearer();
        return Objects.requireNonNull(Objects.requireNonNull(bearer).ueIpAddress());
    }

    @Test
    void gigawordsMakeCountersWide() throws MalformedRecord {
        SessionRecord narrow = Elements.one(radius, BLOCK);
        SessionRecord wide = Elements.one(radius, with("Acct-Input-Gigawords = 2"));

        assertThat(narrow.volume()).isEqualTo(new Volume(Volume.Kind.TOTAL_32_BITS, 100, 200));
        assertThat(wide.volume()).isEqualTo(new Volume(Volume.Kind.TOTAL, (2L << 32) + 100, 200));
    }

    @Test
    void directionsMayBeSwapped() throws MalformedRecord {
        ElementSettings swapped = new ElementSettings(
                null, null, Absent.NUMBER, null, null, true, true, ElementSettings.ImsiFrom.USER_NAME, true, Set.of());
        SessionRecord record = Elements.one(
                new RadiusDetail(swapped),
                with("User-Name = \"901405309000009\"\n\tCalled-Station-Id = \"iot.MNC040.mcc901.GPRS\""));

        assertThat(record.volume().tx()).isEqualTo(200);
        assertThat(record.bearer().imsi()).isEqualTo("901405309000009");
        assertThat(record.bearer().apn()).isEqualTo("iot");
    }

    @Test
    void theNetworkIsFromTheCellOrTheSettings() throws MalformedRecord {
        String without = BLOCK.replace("\t3GPP-SGSN-MCC-MNC = \"26202\"\n", "");
        ElementSettings settings = new ElementSettings(
                null,
                new Plmn("901", "40"),
                Absent.NUMBER,
                null,
                null,
                false,
                false,
                ElementSettings.ImsiFrom.IMSI,
                true,
                Set.of());
        String located = without.replace("\tTimestamp", "\t3GPP-User-Location-Info = 0x0062f22003991436\n\tTimestamp");

        assertThat(Elements.one(radius, without).bearer().plmn()).isNull();
        assertThat(Elements.one(radius, located).bearer().plmn()).isEqualTo(new Plmn("262", "02"));
        assertThat(Elements.one(new RadiusDetail(settings), without).bearer().plmn())
                .isEqualTo(new Plmn("901", "40"));
    }

    @Test
    void withoutEventTimestampTheServersTimeCountsLessTheDelay() throws MalformedRecord {
        String without = BLOCK.replace("\tEvent-Timestamp = \"Nov  3 2026 09:15:01 UTC\"\n", "\tAcct-Delay-Time = 7\n");

        assertThat(Elements.one(radius, without).timeMillis()).isEqualTo((1795697287L - 7) * 1000);
        assertThatThrownBy(() -> Elements.one(radius, without.stripTrailing())).hasMessageContaining("Event-Timestamp");
    }

    @ParameterizedTest
    @CsvSource({
        "Nov  3 2026 09:15:01 UTC,, 2026-11-03T09:15:01Z",
        "Nov 13 2026 09:15:01 -03,, 2026-11-13T12:15:01Z",
        "Jul  4 2026 02:15:00 IST, Asia/Kolkata, 2026-07-03T20:45:00Z",
        "Dec  4 2026 02:15:00 IST, Asia/Jerusalem, 2026-12-04T00:15:00Z",
        "Jul  4 2026 02:15:00 IST, Europe/Dublin, 2026-07-04T01:15:00Z",
        "Oct 25 2026 02:30:00 CEST, Europe/Berlin, 2026-10-25T00:30:00Z",
        "Oct 25 2026 02:30:00 CET, Europe/Berlin, 2026-10-25T01:30:00Z",
        "Nov  1 2026 01:30:00 CDT, America/Chicago, 2026-11-01T06:30:00Z",
        "Nov  1 2026 01:30:00 CST, America/Chicago, 2026-11-01T07:30:00Z",
        "Nov  1 2026 01:30:00 CST, Asia/Shanghai, 2026-10-31T17:30:00Z",
        "1795697287,, 2026-11-26T12:48:07Z",
    })
    void timesOfZones(String text, @Nullable String zone, Instant expected) throws MalformedRecord {
        SessionRecord record = Elements.one(ofZone(zone), BLOCK.replace("Nov  3 2026 09:15:01 UTC", text));

        assertThat(Instant.ofEpochMilli(record.timeMillis())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Jul  4 2026 02:15:00 IST,, which means several",
        "Jul  4 2026 02:15:00,, has no zone",
        "Jul  4 2026 02:15:00 EST, Europe/Berlin, has not then",
        "Jul  4 2026 02:15:00 IST, Europe/Berlin, has not then",
        "Dec  4 2026 02:15:00 CEST, Europe/Berlin, has not then",
        "Oct 25 2026 02:30:00, Europe/Berlin, twice",
        "Mar 29 2026 02:30:00, Europe/Berlin, leaves out",
        "Feb 30 2026 02:30:00 UTC,, must be a time",
        "yesterday,, must be a time",
    })
    void timesThatCannotBeTold(String text, @Nullable String zone, String reason) {
        String block = BLOCK.replace("Nov  3 2026 09:15:01 UTC", text);

        assertThatThrownBy(() -> Elements.one(ofZone(zone), block))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageStartingWith("Event-Timestamp")
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3GPP-IMSI = \"901405309000001\"",
                "Acct-Status-Type = Interim-Update",
                "Acct-Session-Id = \"B93C\"",
                "NAS-IP-Address = 198.51.100.35"
            })
    void whatMustBeThere(String line) {
        String name = line.substring(0, line.indexOf(' '));

        assertThatThrownBy(() -> Elements.one(radius, BLOCK.replace("\t" + line + "\n", "")))
                .isInstanceOf(MalformedRecord.class)
                .hasMessage(name + ": is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Acct-Session-Time = -1",
                "Acct-Session-Time = 4294967296",
                "Acct-Input-Gigawords = 4000000000",
                "3GPP-User-Location-Info = 0x8262f2",
                "3GPP-User-Location-Info = 0x0062f2200399143",
                "3GPP-User-Location-Info = 0x0062f2200399143z",
                "Called-Station-Id = \"unclosed",
                "Acct-Status-Type = Stop",
                "no attribute"
            })
    void whatIsWrong(String line) {
        String block =
                BLOCK.replace("\tAcct-Session-Time = 600\n", "").replace("\tTimestamp", "\t" + line + "\n\tTimestamp");

        assertThatThrownBy(() -> Elements.one(radius, block)).isInstanceOf(MalformedRecord.class);
    }

    @Test
    void aBlockThatIsCutOffIsRejected() {
        String cut = BLOCK.substring(0, BLOCK.indexOf("00\n\tTimestamp"));

        assertThatThrownBy(() -> Elements.one(radius, cut)).hasMessageContaining("cut off");
    }

    @Test
    void theKeyOfARetransmissionIsThatOfTheFirst() throws MalformedRecord {
        SessionRecord first = Elements.one(radius, BLOCK);
        SessionRecord again = Elements.one(
                radius,
                with("Acct-Delay-Time = 5\n\tPacket-Src-IP-Address = 10.0.0.1")
                        .replace("Thu Nov 26 12:48:07 2026", "Thu Nov 26 12:48:12 2026")
                        .replace("1795697287", "1795697292"));

        assertThat(again.key()).isEqualTo(first.key());
    }

    @ParameterizedTest
    @CsvSource({
        "8062f220972c, 38700,,",
        "8162f2200012d601,, 1234433,",
        "8362f2200012d6,,,",
        "8462f220972c62f2200012d6, 38700,,",
        "8562f2201012d6,,,",
        "8662f220972c62f2201012d6, 38700,,",
        "8862f22000972c, 38700,,",
        "8962f22000972c62f220123456789f, 38700,, 4886718345",
        "8a62f22000000012d6,,,",
        "8b62f22000972c62f22000000012d6, 38700,,",
    })
    void locationsOf4gAnd5g(String octets, @Nullable Long tac, @Nullable Long eci, @Nullable Long nci)
            throws MalformedRecord {
        String block = with("3GPP-User-Location-Info = 0x" + octets).replace("\t3GPP-SGSN-MCC-MNC = \"26202\"\n", "");
        SessionRecord record = Elements.one(radius, block);

        assertThat(record.bearer().plmn()).isEqualTo(new Plmn("262", "02"));
        assertThat(record.bearer().cell()).isEqualTo(Cell.of4g5g(orAbsent(tac), orAbsent(eci), orAbsent(nci)));
    }

    @Test
    void anAttributeIsAsLongAsRadiusHasThem() throws MalformedRecord {
        String longest = "\\303\\244".repeat(126) + "x";

        assertThat(Elements.one(radius, BLOCK.replace("B93C", longest)).session())
                .contains("ä".repeat(126) + "x");
        assertThatThrownBy(() -> Elements.one(radius, BLOCK.replace("B93C", longest + "x")))
                .hasMessageStartingWith("Acct-Session-Id: ")
                .hasMessageContaining("at most 253 octets");
    }

    private static long orAbsent(@Nullable Long number) {
        return number == null ? Absent.NUMBER : number;
    }

    private static RadiusDetail ofZone(@Nullable String zone) {
        ZoneId id = zone == null ? null : ZoneId.of(zone);
        return new RadiusDetail(new ElementSettings(
                id, null, Absent.NUMBER, null, null, false, false, ElementSettings.ImsiFrom.IMSI, true, Set.of()));
    }

    private static String with(String line) {
        return BLOCK.replace("\tTimestamp", "\t" + line + "\n\tTimestamp");
    }
}
