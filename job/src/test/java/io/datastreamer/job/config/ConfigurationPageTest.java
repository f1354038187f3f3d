package io.datastreamer.job.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/configuration.md} true. With {@code -Ddocs.write=true} it writes the page instead. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void pageShowsTheOptionsAsTheyAre() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, OptionTable.page());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/configuration.md is stale; write it anew with: ./mvnw -q -pl job -am test"
                        + " -Dtest=ConfigurationPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(OptionTable.page());
    }

    @Test
    void helpNamesEveryOption() {
        String help = OptionTable.help();
        StreamerOptions.AREAS.forEach(area ->
                area.options().forEach(option -> assertThat(help).contains("--" + option.key() + " ")));
        assertThat(help.lines()).allMatch(line -> line.length() <= 110);
    }
}
