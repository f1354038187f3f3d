package io.datastreamer.testbed.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.tools.ledger.Balance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ChaosReportTest {
    private static final Balance SOUND = new Balance(10, 10, 0, 3, 0, 0);

    @TempDir
    Path dir;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final ChaosReport report = new ChaosReport(new PrintStream(said, true, UTF_8), 7, Duration.ofSeconds(5));

    @Test
    void aRoundThatBalancesIsALine() throws Exception {
        report.begin();
        report.add(round(Duration.ofMillis(4200), SOUND, 2));

        assertThat(report.passes()).isTrue();
        assertThat(said.toString(UTF_8)).isEqualTo("""
                ROUND   RECOVERY     USUAL  DOCUMENTS  DUPLICATES  MISSING  WHAT WAS DONE
                    1      4.2 s     0.1 s         10           3        0  kill -9 of the JobManager
                """);
        Path file = dir.resolve("report.json");
        report.writeTo(file);
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.path("passes").asBoolean()).isTrue();
        assertThat(json.path("seed").asInt()).isEqualTo(7);
        JsonNode round = json.path("rounds").path(0);
        assertThat(round.path("acts").path(0).asText()).isEqualTo("kill-job-manager");
        assertThat(round.path("recovery_seconds").asDouble()).isEqualTo(4.2);
        assertThat(round.path("duplicates").asInt()).isEqualTo(3);
    }

    @Test
    void whatIsWrongIsToldAndFails() {
        assertWrong(round(Duration.ZERO, new Balance(10, 9, 0, 0, 0, 0), 2), "vending: 1 documents are missing");
        assertWrong(round(Duration.ZERO, new Balance(10, 10, 0, 0, 1, 0), 2), "1 were not produced for it");
        assertWrong(round(Duration.ZERO, new Balance(10, 10, 0, 0, 0, 1), 2), "1 came after a later one of their SIM");
        assertWrong(round(Duration.ZERO, SOUND, 1), "2 records were damaged, but 1 rejected");
        assertWrong(round(Duration.ofSeconds(6), SOUND, 2), "the recovery took longer than 5.0 s");
    }

    private static void assertWrong(Round round, String why) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ChaosReport report = new ChaosReport(new PrintStream(said, true, UTF_8), 7, Duration.ofSeconds(5));
        report.add(round);

        assertThat(report.passes()).isFalse();
        assertThat(said.toString(UTF_8)).contains(why);
    }

    private static Round round(Duration recovery, Balance balance, long rejected) {
        Round.Totals totals = new Round.Totals(Map.of(SimulatedStream.VENDING, balance), 2, rejected);
        return new Round(1, List.of(Act.KILL_JOB_MANAGER), recovery, Duration.ofMillis(100), 3, totals);
    }
}
