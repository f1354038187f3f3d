package io.datastreamer.helm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Writes {@code target/chart.yaml} for people to look at: with the values of {@code -Dchart.values=FILE}, or the minimal ones. */
class ChartRenderTest {
    @Test
    void isWritten() throws IOException {
        Path values = Repository.path(System.getProperty("chart.values", "helm/data-streamer/ci/minimal-values.yaml"));
        String text = Chart.text(values);
        Files.writeString(Files.createDirectories(Path.of("target")).resolve("chart.yaml"), text);
        assertThat(text).contains("kind: FlinkDeployment");
    }
}
