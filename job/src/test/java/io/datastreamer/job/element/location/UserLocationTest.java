package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Plmn;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;

/** Tests the three encodings of user location in octets, and the one in ASN.1. */
class UserLocationTest {
    // the columns after the octets: MCC/MNC, LAC, SAC, RAC, CI
    @ParameterizedTest
    @CsvSource({
        "0062f22003991436, 262/02, 921, -1, -1, 5174",
        "0162f220fffeffff, 262/02, 65534, 65535, -1, -1",
        "0262f220039903ff, 262/02, 921, -1, 3, -1",
        "0013001403991436, 310/410, 921, -1, -1, 5174"
    })
    void gtpv1(String hex, String plmn, long lac, long sac, long rac, long ci) {
        byte[] octets = HexFormat.of().parseHex(hex);

        UserLocation location = Gtpv1Location.read(octets, 0, octets.length);

        assertThat(location).isEqualTo(new UserLocation(plmn(plmn), Cell.of2g3g(lac, sac, rac, ci)));
        assertThat(Gtpv1Location.read(octets, 0, octets.length - 1)).isNull();
        // RADIUS has the same form for these three
        assertThat(RadiusLocation.read(octets)).isEqualTo(location);
    }

    @Test
    void gtpv1HasThreeTypesOnly() {
        assertThat(Gtpv1Location.read(HexFormat.of().parseHex("0362f22003991436"), 0, 8))
                .isEqualTo(UserLocation.UNKNOWN);
        assertThat(Gtpv1Location.isTypeOf((byte) 2)).isTrue();
        assertThat(Gtpv1Location.isTypeOf((byte) 0x18)).isFalse();
        assertThat(Gtpv1Location.isTypeOf((byte) 0x81)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1862f220972c62f2200012d602, 262/02, -1, -1, -1, -1, 38700, 1234434",
        "0802f8010007, 208/10, -1, -1, -1, -1, 7, -1",
        "1013602000abcde0, 310/026, -1, -1, -1, -1, -1, 11259360",
        "10136020f0abcde0, 310/026, -1, -1, -1, -1, -1, 11259360",
        "0512f4700399143612f470039903ff, 214/07, 921, -1, 3, 5174, -1, -1",
        "0162f22003991436, 262/02, 921, -1, -1, 5174, -1, -1",
        "0262f22003991436, 262/02, 921, 5174, -1, -1, -1, -1",
        "2062f2200399, 262/02, 921, -1, -1, -1, -1, -1",
        "5862f220972c62f2200012d60262f22000beef, 262/02, -1, -1, -1, -1, 38700, 1234434"
    })
    void gtpv2(String hex, String plmn, long lac, long sac, long rac, long ci, long tac, long eci) {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertThat(Gtpv2Location.read(octets, 0, octets.length))
                .isEqualTo(new UserLocation(plmn(plmn), new Cell(lac, sac, rac, ci, tac, eci, Absent.NUMBER)));
    }

    @Test
    void gtpv2SaysByItsFirstOctetHowMuchThereIs() {
        byte[] octets = HexFormat.of().parseHex("3f" + "62f220".repeat(20));

        assertThat(Gtpv2Location.read(octets, 0, 1 + 7 + 7 + 7 + 5 + 7 + 5)).isNotNull();
        assertThat(Gtpv2Location.read(octets, 0, 7 + 7 + 7 + 5 + 7 + 5)).isNull();
        assertThat(Gtpv2Location.read(octets, 0, 0)).isNull();
        assertThat(Gtpv2Location.read(new byte[] {0}, 0, 1)).isEqualTo(UserLocation.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "a11ea00a800362f2208103000002a110800362f2208109303030303030303131, 262/02, 2, -1, 17",
        "a01ba009800362f2208102972ca10e800362f220810730303132643632, 262/02, 38700, 77154, -1"
    })
    void structured(String hex, String plmn, long tac, long eci, long nci) throws Exception {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertThat(new StructuredLocation().read(octets, 0, octets.length))
                .isEqualTo(new UserLocation(plmn(plmn), Cell.of4g5g(tac, eci, nci)));
    }

    private static Plmn plmn(String text) {
        return new Plmn(text.substring(0, 3), text.substring(4));
    }
}
