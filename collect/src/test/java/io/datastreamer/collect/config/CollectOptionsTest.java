package io.datastreamer.collect.config;

import io.datastreamer.options.BadOptionException;
import io.datastreamer.options.DeclaredOption;
import io.datastreamer.options.DeclaredOptions.Area;
import io.datastreamer.options.OptionValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The options, and their tables in {@code docs/inputs.md}; {@code -Ddocs.write=true} regenerates these. */
class CollectOptionsTest {
    private static final Path PAGE = Path.of("../docs/inputs.md");
    private static final String BEGIN = "<!-- options, written by CollectOptionsTest: do not edit -->\n";
    private static final String END = "<!-- end of options -->";

    @Test
    void theTablesAreUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).isLessThanOrEqualTo(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + CollectOptions.ALL.tables() + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end))
                .as("docs/inputs.md is stale: see CONTRIBUTING for how to write it anew")
                .isEqualTo(CollectOptions.ALL.tables());
    }

    @Test
    void helpNamesEveryOption() {
        for (Area area : CollectOptions.ALL.areas()) {
            for (DeclaredOption<?> option : area.options()) {
                assertThat(CollectOptions.ALL.help()).contains("--" + option.key() + " " + option.value());
            }
        }
    }

    @Test
    void defaults() throws BadOptionException {
        OptionValues none = CollectOptions.ALL.parse();

        assertThat(none.get(CollectOptions.HOST)).isEqualTo("127.0.0.1");
        assertThat(none.get(CollectOptions.PORT)).isEqualTo(1813);
        assertThat(none.get(CollectOptions.INSTANCE_NAME)).isEqualTo("collector");
        assertThat(none.get(CollectOptions.ROLL_AFTER)).isEqualTo(Duration.ofHours(1));
        assertThat(none.get(CollectOptions.ROLL_MEGABYTES)).isEqualTo(256);
        assertThat(none.get(CollectOptions.METRICS_HOST)).isEqualTo("127.0.0.1");
        assertThat(none.get(CollectOptions.METRICS_PORT)).isEqualTo(9181);
        assertThat(CollectOptions.limits(none))
                .isEqualTo(new Limits(
                        20_000, 64_000_000, 2_000_000, Duration.ofMinutes(1), 8 << 20, Duration.ofSeconds(10)));
        assertThatThrownBy(() -> none.required(CollectOptions.TO))
                .hasMessage("--to is missing: expected is kafka:TOPIC or file:DIRECTORY.");
    }

    @Test
    void aFileOfOptionsIsReadAndTheCommandLineWins(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(
                directory.resolve("collect.yaml"),
                "to: kafka:radius\nlisten: {port: 1}\nkafka: {bootstrap-servers: 'a:1'}\n");
        OptionValues values = CollectOptions.ALL.parse("--config", file.toString(), "--listen.port", "2");

        assertThat(values.required(CollectOptions.TO)).isEqualTo(new CollectOptions.Topic("radius"));
        assertThat(values.get(CollectOptions.PORT)).isEqualTo(2);
        assertThat(values.kafka()).containsEntry("bootstrap.servers", "a:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    to              | kinesis:x  | --to kinesis:x: expected is kafka:TOPIC or file:DIRECTORY.
                    to              | file:      | --to file:: expected is kafka:TOPIC or file:DIRECTORY.
                    to              | kafka:a/b  | --to kafka:a/b: expected is kafka:TOPIC or file:DIRECTORY.
                    listen.port     | 70000      | --listen.port 70000: expected is a whole number from 0 to 65535.
                    listen.port     | x          | --listen.port x: expected is a whole number from 0 to 65535.
                    file.roll-after | 0s         | --file.roll-after 0s: expected is a time above zero such as 500 ms, 30 s, 10 min, 1 h, 20 d.
                    instance        | a/b        | --instance a/b: expected is up to 60 letters, digits, -, _ and ..
                    limit.waiting   | 1          | --limit.waiting: there is no such option. Did you mean --limits.waiting?
                    """)
    void whatIsWrongIsSaid(String option, String value, String message) {
        assertThatThrownBy(() -> CollectOptions.ALL.parse("--" + option, value))
                .isInstanceOf(BadOptionException.class)
                .hasMessage(message);
    }
}
