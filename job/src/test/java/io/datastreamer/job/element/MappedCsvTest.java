package io.datastreamer.job.element;

import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.SessionRecord;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MappedCsvTest {
    private static final String MAPPING = """
            separator: ";"
            columns: [ts, dur, type, node, sid, imsi, plmn, rat, up, down]
            session: [node, sid]
            key: [type, ts, up, down]
            event:
              column: type
              values: {S: start, I: update, E: stop, X: ignore}
            members:
              time: {column: ts, pattern: "dd.MM.yyyy HH:mm:ss", zone: Europe/Berlin}
              seconds: {column: dur, unit: min}
              element: node
              imsi: imsi
              plmn: plmn
              rat_type: {column: rat, values: {4G: 6, 2G: 2}}
              tx_bytes: {column: up, unit: KiB}
              rx_bytes: {column: down, unit: kB}
            """;
    private static final String LINE = "03.11.2026 10:10:00;10;I;gw1;1;901405309000001;262-02;4G;1.5;\"10\"";

    @TempDir
    Path directory;

    @Test
    void aLineIsReadAsItsMappingSays() throws Exception {
        SessionRecord record = Elements.one(csv(MAPPING), LINE);

        assertThat(record.event()).isEqualTo(SessionRecord.Event.UPDATE);
        assertThat(Instant.ofEpochMilli(record.timeMillis())).isEqualTo("2026-11-03T09:10:00Z");
        assertThat(record.seconds()).isEqualTo(600);
        assertThat(record.volume()).isEqualTo(new Volume(Volume.Kind.TOTAL, 1536, 10_000));
        assertThat(record.bearer().plmn()).isEqualTo(new Plmn("262", "02"));
        assertThat(record.bearer().ratType()).isEqualTo(6);
        assertThat(record.element()).isEqualTo("gw1");
        assertThat(record.session()).isEqualTo("gw1\u001F1");
    }

    @Test
    void namesOfColumnsAndLinesToIgnoreTellNothing() throws Exception {
        MappedCsv csv = csv(MAPPING);

        assertThat(Elements.decode(csv, "ts;dur;type;node;sid;imsi;plmn;rat;up;down".getBytes(UTF_8)))
                .isEmpty();
        assertThat(Elements.decode(csv, LINE.replace(";I;", ";X;").getBytes(UTF_8)))
                .isEmpty();
    }

    @Test
    void anAbbreviationSaysWhichOfTwoHoursItIs() throws Exception {
        MappedCsv csv = csv(MAPPING.replace("HH:mm:ss\"", "HH:mm:ss z\""));
        String line = LINE.replace("03.11.2026 10:10:00", "25.10.2026 02:30:00 ");

        assertThat(Instant.ofEpochMilli(
                        Elements.one(csv, line.replace(":00 ", ":00 CEST")).timeMillis()))
                .isEqualTo("2026-10-25T00:30:00Z");
        assertThat(Instant.ofEpochMilli(
                        Elements.one(csv, line.replace(":00 ", ":00 CET")).timeMillis()))
                .isEqualTo("2026-10-25T01:30:00Z");
        assertThatThrownBy(() -> Elements.one(csv, line)).hasMessageContaining("twice");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ";I; | ;Q; | type: is \"Q\"",
                "03.11.2026 10:10:00 | 25.10.2026 02:30:00 | time: \"25.10.2026 02:30:00\" is in an hour",
                "03.11.2026 10:10:00 | 3.11.2026 | time: \"3.11.2026\" must be a time",
                "901405309000001 | 90140 | imsi: is \"90140\"",
                "262-02 | 2-2 | plmn: is \"22\"",
                ";1.5; | ;-1; | tx_bytes: is \"-1\"",
                ";1.5; | ;1e99; | tx_bytes: is \"1e99\"",
                ";4G; | ;5G; | rat_type: is \"5G\"",
                ";gw1; | ;gw1;; | record: has 11 columns",
                "\"10\" | \"10 | record: a quote is not closed",
            })
    void whatIsWrongIsSaid(String part, String other, String reason) throws Exception {
        MappedCsv csv = csv(MAPPING);

        assertThatThrownBy(() -> Elements.one(csv, LINE.replace(part, other)))
                .isInstanceOf(MalformedRecord.class)
                .hasMessageStartingWith(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imsi: imsi | imsi: imsy | line 12, column 9: imsy is none of the columns",
                "unit: KiB | unit: KB | line 15, column 32: the unit KB is none of",
                "zone: Europe/Berlin | zone: Berlin | line 9, column 60: Berlin is no time zone",
                "dd.MM.yyyy | bb.MM.yyyy | line 9, column 31: the pattern is none",
                "HH:mm:ss | z HH:mm | line 9, column 31: the name of a zone (z) must stand at the pattern's end",
                "I: update | I: change | line 7, column 25: change is none of start, update, stop, ignore",
                "element: node | elements: node | line 11, column 3: elements is not known",
                "session: [node, sid] | session: [] | line 3, column 10: at least one column",
                "key: [type, ts, up, down] | keys: [ts] | keys is not known",
            })
    void aMistakeInTheMappingIsFoundAtItsPlace(String part, String other, String message) {
        assertThatThrownBy(() -> csv(MAPPING.replace(part, other)))
                .isInstanceOf(CsvMapping.BadMapping.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "columns: [", "columns: {a: b}"})
    void noMapping(String text) {
        assertThatThrownBy(() -> csv(text)).isInstanceOf(CsvMapping.BadMapping.class);
    }

    private MappedCsv csv(String mapping) throws Exception {
        Path file = Files.writeString(directory.resolve("mapping.yaml"), mapping);
        return new MappedCsv(ElementSettings.DEFAULT, CsvMapping.read(file));
    }
}
