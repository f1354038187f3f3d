package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

/** Keeps the chart's README and the schema of its values true. With {@code -Ddocs.write=true} it writes the README. */
class ChartReadmeTest {
    private static final String README = "helm/data-streamer/README.md";

    @Test
    void readmeShowsTheValuesAsTheyAre() throws IOException {
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(Repository.path(README), ValuesPage.text());
        }
        assertThat(Repository.text(README))
                .as(README + " is stale; write it anew with: ./mvnw -q -pl helm -am test -Dtest=ChartReadmeTest"
                        + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write=true")
                .isEqualTo(ValuesPage.text());
    }

    @Test
    void everyValueIsExplained() {
        JsonNode defaults = Repository.yaml("helm/data-streamer/values.yaml");
        for (ValuesPage.Value value : ValuesPage.values()) {
            if (value.isGroup()) {
                JsonNode group = defaults.at("/" + value.path().replace('.', '/'));
                assertThat(group.isObject() && !group.isEmpty())
                        .as(value.path() + " has no comment that begins with '# --'")
                        .isTrue();
            }
        }
    }

    @Test
    void theSchemaKnowsEveryValueAndSaysTheSameOfIt() {
        JsonNode schema = Repository.json("helm/data-streamer/values.schema.json");
        for (ValuesPage.Value value : ValuesPage.values()) {
            JsonNode of = schema.at("/properties/" + value.path().replace(".", "/properties/"));
            assertThat(of.isObject()).as(value.path()).isTrue();
            if (value.isGroup()) {
                assertThat(of.path("additionalProperties").asBoolean(true))
                        .as(value.path())
                        .isFalse();
            } else {
                assertThat(of.path("description").asText()).as(value.path()).isEqualTo(value.comment());
            }
        }
    }

    @Test
    void theChartHasTheProjectsVersion() {
        JsonNode chart = Repository.yaml("helm/data-streamer/Chart.yaml");
        assertThat(chart.path("appVersion").asText()).isEqualTo(Versions.project());
        assertThat(Versions.project()).startsWith(chart.path("version").asText());
        assertThat(List.of("v2", "application"))
                .containsExactly(
                        chart.path("apiVersion").asText(), chart.path("type").asText());
    }
}
