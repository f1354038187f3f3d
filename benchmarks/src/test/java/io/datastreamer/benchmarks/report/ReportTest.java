package io.datastreamer.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ReportTest {
    private final Report report = new Report("speed", "./streamer bench speed");

    @Test
    void targetsAreMetOrMissed() {
        assertThat(report.isMet()).isFalse();
        report.atLeast("documents a second", 100, 100);
        report.atMost("longest checkpoint, ms", 1000, 999);
        assertThat(report.isMet()).isTrue();

        report.atMost("lost", 0, 1);
        assertThat(report.isMet()).isFalse();
    }

    @Test
    void whatCouldNotBeMeasuredIsMissed() {
        report.atLeast("documents a second", 100, Double.NaN);
        assertThat(report.isMet()).isFalse();
    }

    @Test
    void isPrintedInColumns() {
        Table table = report.table("Speeds", "what", "docs/s", "share");
        table.row("a", 12_345.6, 0.123);
        table.row("bcd", 7L, Double.NaN);
        report.note("A remark.");
        report.atLeast("share", 0.2, 0.123);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        report.print(new PrintStream(out, true, UTF_8));

        assertThat(out.toString(UTF_8).lines())
                .startsWith(
                        "",
                        "Speeds",
                        "  what  docs/s  share",
                        "  a     12,346   0.12",
                        "  bcd        7      -",
                        "",
                        "  A remark.",
                        "  MISSED  share: 0.12, target at least 0.20",
                        "",
                        "./streamer bench speed")
                .element(10)
                .asString()
                .contains("processors, ");
        assertThatThrownBy(() -> table.row("a")).hasMessage("Speeds: 3 columns, and 1 values");
    }

    @Test
    void isWrittenAsJson(@TempDir Path dir) throws Exception {
        report.table("Speeds", "what", "docs/s").row("a", 12_345.6);
        report.atMost("lost", 0, 1);
        report.writeJson(dir.resolve("speed.json"));

        JsonNode json = new ObjectMapper().readTree(dir.resolve("speed.json").toFile());
        assertThat(json.path("benchmark").asText()).isEqualTo("speed");
        assertThat(json.path("met").asBoolean()).isFalse();
        assertThat(json.path("targets").path(0).toString())
                .isEqualTo("{\"what\":\"lost\",\"at_most\":0.0,\"measured\":1.0,\"met\":false}");
        assertThat(json.path("tables").path(0).path("rows").path(0).toString())
                .isEqualTo("{\"what\":\"a\",\"docs/s\":12345.6}");
        assertThat(json.path("machine_before").path("processors").asInt()).isPositive();
    }
}
