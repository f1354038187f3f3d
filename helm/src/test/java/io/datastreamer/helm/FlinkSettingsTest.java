package io.datastreamer.helm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.runtime.executiongraph.failover.RestartBackoffTimeStrategyFactoryLoader;
import org.apache.flink.runtime.state.StateBackendLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.helm.Chart.list;
import static io.datastreamer.helm.Chart.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What the chart, the local stack and the documentation set, Flink itself can read. */
class FlinkSettingsTest {
    private static final Pattern YAML = Pattern.compile("(?ms)^ *```yaml\\n(.*?)^ *```$");
    private static final List<String> PAGES = List.of(
            "README.md", "docs/operations.md", "docs/upgrades.md", "docs/metrics.md", "deploy/compose/README.md");

    /** By where they are written. */
    static Stream<Map.Entry<String, Map<String, String>>> all() {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        for (String set : Chart.ALL_SETS) {
            all.put("chart, " + set, ofChart(Chart.of(set)));
        }
        all.put("local stack", FlinkOptions.ofFile(Repository.text("deploy/compose/flink.yaml")));
        all.putAll(ofPages());
        return all.entrySet().stream();
    }

    static Map<String, String> ofChart(Chart chart) {
        return map(chart.all("FlinkDeployment").get(0).at("/spec/flinkConfiguration"));
    }

    // samples that hold options of the job or the portal are for OptionsTest
    private static Map<String, Map<String, String>> ofPages() {
        Map<String, Map<String, String>> samples = new LinkedHashMap<>();
        for (String page : PAGES) {
            Matcher block = YAML.matcher(Repository.text(page));
            while (block.find()) {
                Map<String, String> settings =
                        FlinkOptions.ofFile(block.group(1).stripIndent());
                if (!OptionsTest.knows(settings.keySet())) {
                    samples.put(page + ", sample " + (samples.size() + 1), settings);
                }
            }
        }
        return samples;
    }

    @ParameterizedTest
    @MethodSource("all")
    void flinkReadsThem(Map.Entry<String, Map<String, String>> settings) {
        assertThat(FlinkOptions.faults(settings.getValue())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void namesLeadToWhatIsThere(Map.Entry<String, Map<String, String>> settings) throws Exception {
        Configuration flink = Configuration.fromMap(settings.getValue());
        RestartBackoffTimeStrategyFactoryLoader.createRestartBackoffTimeStrategyFactory(
                new Configuration(), flink, true);
        StateBackendLoader.loadStateBackendFromConfig(flink, getClass().getClassLoader(), null);
        String reporter = settings.getValue().get("metrics.reporter.prom.factory.class");
        assertThat(reporter == null || Class.forName(reporter) != null).isTrue();
    }

    /** A file that takes the place of the one in the image takes what Java needs away with it. */
    @ParameterizedTest
    @MethodSource("all")
    void whoReplacesTheFileOfTheImageKeepsWhatFlinkReachesInto(Map.Entry<String, Map<String, String>> settings) {
        if (settings.getValue().keySet().stream().noneMatch(key -> key.startsWith("execution.checkpointing."))) {
            // a few lines to add, and not a whole file
            return;
        }
        assertThat(settings.getValue()
                        .getOrDefault(CoreOptions.FLINK_JVM_OPTIONS.key(), "")
                        .split(" ", -1))
                .containsExactlyElementsOf(Repository.text("deploy/conf/job.jvm")
                        .lines()
                        .filter(line -> line.startsWith("--"))
                        .toList());
    }

    @Test
    void samplesAreFound() {
        assertThat(ofPages()).hasSizeGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "restart-strategy.exponential-delay.attempts-before-reset-backoff, infinite",
        "execution.checkpointing.num-retained, many",
        "execution.checkpointing.externalized-checkpoint-retention, KEEP",
        "state.checkpoints.dir, s3://bucket/checkpoints",
        "state.backend.typ, rocksdb",
        "s3.endpoint.regio, eu-central-1",
        "metrics.reporter.prom.prot, 9249",
        "execution.checkpointing, true",
    })
    void faultsAreSeen(String key, String value) {
        Map<String, String> settings = new TreeMap<>(ofChart(Chart.of("minimal")));
        assertThat(FlinkOptions.faults(settings)).isEmpty();
        settings.put(key, value);
        assertThat(FlinkOptions.faults(settings)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "s3.endpoint.region, s3.endpoint and s3.endpoint.region cannot both be set",
        "env.java.opts.all, name options of your own in env.java.opts.jobmanager",
    })
    void theChartRefusesWhatTheOperatorOrTheJobWould(String key, String message) {
        assertThatThrownBy(() -> Chart.of(
                        "everything", Map.of("job.flinkConfiguration." + key.replace(".", "\\."), "eu-central-1")))
                .hasMessageContaining(message);
    }

    /** Helm takes every number of a file for a float. */
    @Test
    void largeNumbersStayNumbers() {
        Map<String, String> job = ChartTest.options(Chart.of("everything"), "rel-data-streamer-job", "streamer.yaml");
        assertThat(job).containsEntry("journal.tail-bytes", "134217728");
        assertThat(ofChart(Chart.of("everything"))).containsEntry("taskmanager.memory.managed.fraction", "0.3");
    }

    /** What stands in a directory is on a volume, that pods share if it is to outlive them. */
    @ParameterizedTest
    @MethodSource("chartSets")
    void directoriesAreOnVolumes(String set) {
        var spec = Chart.of(set).all("FlinkDeployment").get(0).get("spec");
        List<String> mounts = new ArrayList<>();
        list(spec.at("/podTemplate/spec/containers/0/volumeMounts"))
                .forEach(mount -> mounts.add(mount.path("mountPath").asText()));
        ofChart(Chart.of(set)).forEach((key, value) -> {
            if (value.startsWith("file:") || (value.startsWith("/") && !key.equals("kubernetes.entry.path"))) {
                String path = value.replaceFirst("^file:(//)?", "");
                assertThat(mounts)
                        .as(key + ": " + value)
                        .anyMatch(mount -> path.equals(mount) || path.startsWith(mount + "/"));
            }
        });
    }

    static Stream<String> chartSets() {
        return Chart.ALL_SETS.stream();
    }

    @Test
    void aDirectoryWithoutAVolumeIsRefused() {
        assertThatThrownBy(() -> Chart.of("small", Map.of("state.volume.existingClaim", "")))
                .hasMessageContaining("state.uri: a directory (file://) needs a volume");
        assertThatThrownBy(() -> Chart.of("minimal", Map.of("state.volume.existingClaim", "claim")))
                .hasMessageContaining("state.volume: is mounted at the path of state.uri");
    }
}
