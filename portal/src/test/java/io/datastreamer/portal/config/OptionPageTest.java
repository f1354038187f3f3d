package io.datastreamer.portal.config;

import io.datastreamer.options.DeclaredOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** The tables of options in {@code docs/portal.md} match the code; {@code -Ddocs.write=true} regenerates them. */
class OptionPageTest {
    private static final Path PAGE = Path.of("../docs/portal.md");
    private static final String BEGIN = "<!-- options, written by OptionPageTest: do not edit -->\n";
    private static final String END = "<!-- end of options -->";

    @Test
    void theTablesAreUpToDate() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).isLessThanOrEqualTo(end);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + PortalOptions.ALL.tables() + page.substring(end));
            return;
        }
        assertThat(page.substring(begin, end))
                .as("docs/portal.md is stale: see CONTRIBUTING for how to write it anew")
                .isEqualTo(PortalOptions.ALL.tables());
    }

    @Test
    void helpNamesEveryOption() {
        for (DeclaredOptions.Area area : PortalOptions.ALL.areas()) {
            assertThat(area.options())
                    .allSatisfy(option ->
                            assertThat(PortalOptions.ALL.help()).contains("--" + option.key() + " " + option.value()));
        }
    }
}
