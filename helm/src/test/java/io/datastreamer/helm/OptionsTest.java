package io.datastreamer.helm;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.helm.Chart.map;
import static org.assertj.core.api.Assertions.assertThat;

/** The options that chart and local stack set are options that the job and the portal have. */
class OptionsTest {
    private static final Pattern PASSED_ON = Pattern.compile("(kafka|flink)\\..+");

    /** From generated pages, of which other tests say that they are true. */
    private static Set<String> jobOptions() {
        return found("(?m)^\\| `([a-z0-9.-]+)` \\|", "docs/configuration.md");
    }

    private static Set<String> portalOptions() {
        return found("(?m)^\\| `([a-z0-9.-]+)` \\|", "docs/portal.md");
    }

    private static Set<String> collectorOptions() {
        Set<String> found = matches("(?m)^\\| `([a-z0-9.-]+)` \\|", "docs/inputs.md");
        assertThat(found).contains("listen.port");
        return found;
    }

    /** Whether all of these are options of the job, or of the portal. */
    static boolean knows(Set<String> keys) {
        Set<String> known = jobOptions();
        known.addAll(portalOptions());
        return keys.stream()
                .allMatch(key -> known.contains(key) || PASSED_ON.matcher(key).matches());
    }

    private static Set<String> found(String pattern, String file) {
        Set<String> found = matches(pattern, file);
        assertThat(found).as(file).hasSizeGreaterThan(20);
        return found;
    }

    private static Set<String> matches(String pattern, String file) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(Repository.text(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    static Stream<Map<String, String>> jobConfigurations() {
        Stream<Map<String, String>> chart = Chart.ALL_SETS.stream()
                .map(set -> Chart.of(set).all("ConfigMap").stream()
                        .map(config -> config.path("data").path("streamer.yaml"))
                        .filter(text -> !text.isMissingNode())
                        .map(text -> map(Repository.parsed(text.asText())))
                        .findFirst()
                        .orElseThrow());
        return Stream.concat(chart, Stream.of(map(Repository.yaml("deploy/compose/streamer.yaml"))));
    }

    static Stream<Map<String, String>> portalConfigurations() {
        Stream<Map<String, String>> chart = Stream.of("minimal", "everything", "demo")
                .map(set -> ChartTest.options(Chart.of(set), "rel-data-streamer-portal", "portal.yaml"));
        return Stream.concat(chart, Stream.of(map(Repository.yaml("deploy/compose/portal.yaml"))));
    }

    @ParameterizedTest
    @MethodSource("jobConfigurations")
    void theJobKnowsItsOptions(Map<String, String> options) {
        assertThat(jobOptions()).containsAll(own(options));
    }

    @ParameterizedTest
    @MethodSource("portalConfigurations")
    void thePortalKnowsItsOptions(Map<String, String> options) {
        assertThat(portalOptions()).containsAll(own(options));
    }

    @Test
    void theCollectorKnowsItsOptions() {
        assertThat(collectorOptions())
                .containsAll(own(
                        ChartTest.options(Chart.of("everything"), "rel-data-streamer-collector", "collector.yaml")));
    }

    @Test
    void everyRequiredOptionIsThere() {
        Set<String> required =
                matches("(?m)^\\| `([a-z0-9.-]+)` \\| [^|]+ \\| \\*\\*required", "docs/configuration.md");
        assertThat(required).contains("sims", "streams");
        jobConfigurations()
                .limit(Chart.ALL_SETS.size())
                .forEach(options -> assertThat(options).containsKeys(required.toArray(String[]::new)));
    }

    private static Set<String> own(Map<String, String> options) {
        Map<String, String> own = new TreeMap<>(options);
        own.keySet().removeIf(key -> PASSED_ON.matcher(key).matches());
        return own.keySet();
    }
}
