package io.datastreamer.job.element;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.SessionRecord.Event;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OsmoSgsnTest {
    private static final String CONTEXT = "20261126131017417,901406000000002,350019650000020,,5174,921,,pdp-periodic,3,"
            + "127.0.0.2,127.0.0.1,v6.example.net,2001:db8:66::2,40,5000000000,3000000102";

    private final OsmoSgsn sgsn = new OsmoSgsn(ElementSettings.DEFAULT);

    @Test
    void aContext() throws MalformedRecord {
        SessionRecord record = Elements.one(sgsn, CONTEXT);

        assertThat(record.event()).isEqualTo(Event.UPDATE);
        assertThat(Instant.ofEpochMilli(record.timeMillis())).isEqualTo("2026-11-26T13:10:17.417Z");
        assertThat(record.volume()).isEqualTo(new Volume(Volume.Kind.TOTAL, 40, 5_000_000_000L));
        assertThat(record.bearer().cell()).isEqualTo(Cell.of2g3g(921, Absent.NUMBER, Absent.NUMBER, 5174));
        assertThat(record.bearer().ueIpAddress()).isEqualTo("2001:db8:66::2");
    }

    @Test
    void whatTheControlInterfaceSendsIsTheSameLine() throws MalformedRecord {
        assertThat(Elements.one(sgsn, "TRAP 0 cdr-v1 " + CONTEXT).key())
                .isEqualTo(Elements.one(sgsn, CONTEXT).key());
    }

    @ParameterizedTest
    @ValueSource(strings = {"N/A", "-1", ""})
    void aPlaceThatIsNotTold(String text) throws MalformedRecord {
        SessionRecord record = Elements.one(sgsn, CONTEXT.replace(",5174,921,", ',' + text + ',' + text + ','));

        assertThat(record.bearer().cell()).isEqualTo(Cell.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2001:db8:66::2 | ETSI", "2001:db8:66::2 | Unknown address", "2001:db8:66::2 |''"})
    void anAddressThatIsNone(String address, String text) throws MalformedRecord {
        assertThat(Elements.one(sgsn, CONTEXT.replace(address, text)).bearer().ueIpAddress())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timestamp,imsi,imei,msisdn,cell_id,lac,hlr,event",
                "timestamp,imsi,imei,msisdn,cell_id,lac,hlr,event,pdp_duration,ggsn_addr,sgsn_addr,apni,eua_addr,"
                        + "vol_in,vol_out,charging_id",
                "20261126131017668,901406000000001,350019650000010,,5174,921,,detach"
            })
    void whatTellsNothing(String line) throws MalformedRecord {
        assertThat(Elements.decode(sgsn, line.getBytes(UTF_8))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20261126131017417 | 20261326131017417 | timestamp: is",
                "20261126131017417 | 2026112613101741 | timestamp: is",
                "901406000000002 | 90140 | imsi: is",
                "pdp-periodic | pdp-other | event: is",
                "pdp-periodic | attach | record: has 16 columns",
                ",40, | ,-40, | vol_in: is",
                ",40, | ,1000000000000001, | vol_in: is",
                "3000000102 | 4294967296 | charging_id: is",
                ",127.0.0.1, | ,N/A, | sgsn_addr: is missing",
                ",3000000102 | ,3000000102,1 | record: has 17 columns",
            })
    void whatIsWrongIsSaid(String part, String other, String reason) {
        assertThatThrownBy(() -> Elements.one(sgsn, CONTEXT.replace(part, other)))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageStartingWith(reason);
    }

    @Test
    void noTextIsKeptThatHasNoEnd() {
        assertThatThrownBy(() -> Elements.one(sgsn, CONTEXT.replace("v6.example.net", "v6.".repeat(100))))
                .hasMessageContaining("apni: is")
                .hasMessageContaining("at most 253 characters");
    }
}
