package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Settings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileSettingsTest {
    /** 2026-01-02 03:04:05 UTC. */
    private static final long SECOND = 1_767_323_045L;

    @ParameterizedTest
    @CsvSource({
        "dt=YYYY-MM-DD/hour=HH, dt=2026-01-02/hour=03/",
        "YYYY/MM/DD/HH/, 2026/01/02/03/",
        "YYYYMMDD, 20260102/",
        "KIND/year=YYYY, events/year=2026/",
        "COMMON/HHx/xDD/YYYY, COMMON/HHx/xDD/2026/",
        "KINDS/DD, KINDS/02/"
    })
    void foldersAreNamedByTheFilesTime(String path, String folders) throws SettingsException {
        ObjectNames names = read(Map.of("path", path, "prefix", "sims")).names("bucket");

        assertThat(names.name(RecordKind.EVENT, SECOND))
                .isEqualTo("sims/" + folders + "events_20260102_030405.csv")
                .isEqualTo(names.name(RecordKind.EVENT, SECOND));
    }

    @Test
    void namesWithoutPathAreThoseOfBefore() throws SettingsException {
        ObjectNames names = read(Map.of("prefix", "sims/data/")).names("bucket");

        assertThat(names.space(RecordKind.USAGE)).isEqualTo("bucket/sims/data/cdr");
        assertThat(names.name(RecordKind.USAGE, SECOND)).isEqualTo("sims/data/cdr_20260102_030405.csv");
    }

    @ParameterizedTest
    @CsvSource({"csv, .csv, CSV", "jsonl, .jsonl.gz, JSON_LINES", "parquet, .parquet, PARQUET"})
    void namesSayWhatFilesAre(String word, String end, FileFormat format) throws SettingsException {
        String name = read(Map.of("file_format", word)).names("bucket").name(RecordKind.EVENT, SECOND);

        assertThat(name).isEqualTo("events_20260102_030405" + end);
        assertThat(FileFormat.ofName(name)).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dt=DD", "a//DD", "../DD", "DD/..", "dt={DD}", "D D", "plain/folder", "DD?"})
    void refusesOtherPaths(String path) {
        assertThatThrownBy(() -> read(Map.of("path", path)))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("path: must ");
    }

    @Test
    void eventsOfCloudEventsAreLinesOfJson() throws SettingsException {
        assertThat(read(Map.of("format", "cloudevents", "file_format", "jsonl")))
                .isEqualTo(read(Map.of("format", "cloudevents")))
                .extracting(FileSettings::form, FileSettings::format)
                .containsExactly(Form.CLOUDEVENTS, FileFormat.JSON_LINES);
        for (String format : new String[] {"csv", "parquet"}) {
            assertThatThrownBy(() -> read(Map.of("format", "cloudevents", "file_format", format)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageStartingWith("file_format: must be jsonl, since format is cloudevents");
        }
    }

    private static FileSettings read(Map<String, Object> settings) throws SettingsException {
        return FileSettings.read(new SettingsReader(new Settings(settings)));
    }
}
