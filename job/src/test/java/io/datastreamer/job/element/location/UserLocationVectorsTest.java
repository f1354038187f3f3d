package io.datastreamer.job.element.location;

import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Plmn;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Decodes locations in the three encodings of octets, and compares them with what tshark read;
 * {@code test-tools/locations.py} writes the vectors.
 */
class UserLocationVectorsTest {
    @ParameterizedTest
    @CsvFileSource(files = "src/test/resources/elements/locations.csv", numLinesToSkip = 1)
    void whatTsharkReads(
            String coding,
            String hex,
            String mcc,
            String mnc,
            long lac,
            long sac,
            long rac,
            long ci,
            long tac,
            long eci,
            long nci) {
        byte[] octets = HexFormat.of().parseHex(hex);

        assertThat(read(coding, octets))
                .isEqualTo(new UserLocation(new Plmn(mcc, mnc), new Cell(lac, sac, rac, ci, tac, eci, nci)));
    }

    private static @Nullable UserLocation read(String coding, byte[] octets) {
        return switch (coding) {
            case "radius" -> RadiusLocation.read(octets);
            case "gtpv1" -> Gtpv1Location.read(octets, 0, octets.length);
            case "gtpv2" -> Gtpv2Location.read(octets, 0, octets.length);
            default -> throw new IllegalArgumentException(coding);
        };
    }
}
