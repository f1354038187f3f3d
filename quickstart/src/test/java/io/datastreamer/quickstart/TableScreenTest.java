package io.datastreamer.quickstart;

import io.datastreamer.tools.ledger.Balance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class TableScreenTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final TableScreen screen = new TableScreen(new PrintStream(out, true, UTF_8), 40);

    @Test
    void overwritesWhatItHasShownAndCutsLines() {
        screen.show(view());
        String first = out.toString(UTF_8);
        assertThat(first).contains("logistics").doesNotContain("\u001b[9A");
        assertThat(first.lines().map(line -> line.replace("\u001b[K", "")))
                .hasSize(10)
                .allSatisfy(line -> assertThat(line).hasSizeLessThan(40));

        out.reset();
        screen.show(view());
        assertThat(out.toString(UTF_8)).isEqualTo("\u001b[10A" + first);
    }

    @Test
    void linesComeAboveTheTable() {
        screen.show(view());
        out.reset();
        screen.say("something");
        screen.show(view());

        assertThat(out.toString(UTF_8))
                .startsWith("\u001b[10A\u001b[Jsomething\n")
                .doesNotContain("\n\u001b[10A");
    }

    private static View view() {
        View.Row row = new View.Row("logistics", "healthy", "RUNNING", 200, new Balance(3, 2, 0, 0, 0, 0), 1);
        return new View(
                Duration.ofSeconds(83),
                Instant.parse("2026-01-01T01:02:03Z"),
                "http://127.0.0.1:1/",
                1,
                2,
                3,
                4,
                List.of(row),
                "http://127.0.0.1:2/documents",
                5);
    }
}
