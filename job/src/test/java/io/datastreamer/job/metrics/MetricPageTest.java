package io.datastreamer.job.metrics;

import io.datastreamer.job.reject.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/metrics.md} true. With {@code -Ddocs.write=true} it writes the page instead. */
class MetricPageTest {
    private static final Path PAGE = Path.of("..", "docs", "metrics.md");

    @Test
    void pageShowsTheMetricsAsTheyAre() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(PAGE, MetricPage.text());
        }
        assertThat(Files.readString(PAGE))
                .as("docs/metrics.md is stale; write it anew with: ./mvnw -q -pl job -am test"
                        + " -Dtest=MetricPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(MetricPage.text());
    }

    @Test
    void everyReasonIsNamed() {
        assertThat(Label.REASON.description())
                .contains(Arrays.stream(Reason.values())
                        .map(reason -> "`" + reason.label() + "`")
                        .toList());
    }

    @Test
    void namesAreTheirOwn() {
        assertThat(Arrays.stream(JobMetric.values()).map(JobMetric::prometheusName))
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("[a-zA-Z_]+"));
    }
}
