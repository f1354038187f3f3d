package io.datastreamer.helm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;

/** The numbers that {@code docs/operations.md} works out under "Sizing", by the formulas that stand there. */
class SizingTest {
    private static final double DOCUMENTS_OF_A_SIM_AND_DAY = 10;
    private static final double PEAK = 4;
    private static final double STREAMS = 1.5;
    private static final double DAYS = 20;
    private static final double BYTES_STORED = 100;
    private static final double BYTES_OF_A_SIM = 300;
    private static final double SAVEPOINTS_OF_THE_CHART = Repository.yaml("helm/data-streamer/values.yaml")
            .at("/state/savepointsKept")
            .doubleValue();

    // rounded for people
    private static final Percentage ROUNDED = Percentage.withPercentage(15);

    private static final Pattern NUMBER = Pattern.compile("([0-9.,]+) ?(\\S*)( \\S+)?");
    private static final Map<String, Double> UNITS = Map.ofEntries(
            Map.entry("", 1.0),
            Map.entry("million", 1e6),
            Map.entry("billion", 1e9),
            Map.entry("kB", 1e3),
            Map.entry("MB", 1e6),
            Map.entry("GB", 1e9),
            Map.entry("TB", 1e12),
            Map.entry("Mbit/s", 1e6),
            Map.entry("Gbit/s", 1e9),
            Map.entry("min", 60.0));

    @ParameterizedTest
    @CsvSource({"1, 1e5, 1, 0", "2, 1e7, 4, 1e9", "3, 1e8, 12, 1e10"})
    void theTableIsWhatTheFormulasGive(int column, double sims, double taskManagers, double bitsPerSecond) {
        double documents = sims * DOCUMENTS_OF_A_SIM_AND_DAY;
        double mean = documents / 86_400;
        double journals = documents * DAYS * BYTES_STORED;
        double state = journals + sims * BYTES_OF_A_SIM;

        is(column, "documents a day", documents);
        assertThat(cell(column, "a second, mean and peak").split(", ", -1))
                .satisfiesExactly(
                        cell -> assertThat(number(cell)).isCloseTo(mean, ROUNDED),
                        cell -> assertThat(number(cell)).isCloseTo(mean * PEAK, ROUNDED));
        is(column, "journals in state", journals);
        is(column, "SIMs in state", sims * BYTES_OF_A_SIM);
        assertThat(number(cell(column, "processors at the peak, × 3"))).isEqualTo(Math.ceil(mean * PEAK / 9_000 * 3));
        is(column, "Kafka for 3 days, 3 replicas", documents * 500 * 3 * 3);
        is(column, "network to customers, peak", mean * PEAK * STREAMS * 1_200 * 8);
        is(column, "storage of checkpoints, one savepoint kept", state * 2.5);
        is(
                column,
                "storage of checkpoints, seven savepoints kept (the chart's default)",
                state * (1.5 + SAVEPOINTS_OF_THE_CHART));
        is(column, "new in a checkpoint of 10 s, at the peak", mean * PEAK * 10 * BYTES_STORED);
        if (bitsPerSecond > 0) {
            assertThat(cell(column, "of each: local disk, network"))
                    .contains(String.format(Locale.ROOT, "%.0f Gbit/s", bitsPerSecond / 1e9));
            is(column, "time to restore, at the full rate of their network", state / taskManagers * 8 / bitsPerSecond);
        }
    }

    private static void is(int column, String row, double expected) {
        assertThat(number(cell(column, row))).as(row).isCloseTo(expected, ROUNDED);
    }

    private static String cell(int column, String row) {
        String page = Repository.text("docs/operations.md");
        List<String> cells = page.substring(page.indexOf("\nWorked out:\n"))
                .lines()
                .filter(line -> line.startsWith("| " + row + " |"))
                .map(line -> Arrays.asList(line.split(" *\\| *", -1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/operations.md has no row: " + row));
        return cells.get(column + 1);
    }

    private static double number(String cell) {
        Matcher matcher = NUMBER.matcher(cell);
        assertThat(matcher.matches()).as(cell).isTrue();
        return Double.parseDouble(matcher.group(1).replace(",", "")) * UNITS.getOrDefault(matcher.group(2), Double.NaN);
    }
}
