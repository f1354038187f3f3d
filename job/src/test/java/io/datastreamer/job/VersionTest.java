package io.datastreamer.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class VersionTest {
    @Test
    void isThatOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        String text = Version.text();
        assertThat(text).matches("data-streamer [0-9]\\S+ \\(for Flink [0-9.]+\\)");
        String version = text.split(" ", -1)[1];
        assertThat(pom).contains("<artifactId>data-streamer</artifactId>\n  <version>" + version + "</version>");
    }

    @Test
    void isAskedForAlone() {
        assertThat(Version.isAskedFor(new String[] {"--version"})).isTrue();
        assertThat(Version.isAskedFor(new String[] {"--config", "--version"})).isFalse();
        assertThat(Version.isAskedFor(new String[] {})).isFalse();
    }
}
