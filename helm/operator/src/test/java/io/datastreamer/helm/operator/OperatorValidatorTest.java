package io.datastreamer.helm.operator;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.config.KubernetesOperatorConfigOptions;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

/** The operator's own validator has nothing to say against the chart's FlinkDeployment. */
class OperatorValidatorTest {
    private static final Path CHART =
            Path.of("..", "data-streamer").toAbsolutePath().normalize();
    private static final Map<String, String> DIRECTORIES = Map.of("minimal", "ci", "small", "ci", "everything", "ci");
    private static final DefaultValidator VALIDATOR = new DefaultValidator(new FlinkConfigManager(new Configuration()));

    private static final Map<String, ConfigOption<?>> OPTIONS = options();

    private static final String SAVEPOINTS = "state.savepoints.dir";

    private static FlinkDeployment deployment(String set, Map<String, ?> changes) {
        var template = new Helm(CHART)
                .template()
                .withName("rel")
                .withNamespace("streams")
                .withKubeVersion("1.31.0")
                // Helm's library, unlike its command, asks a cluster even when it only renders
                .set("checks.cluster", false)
                .withValuesFile(values(set));
        changes.forEach(template::set);
        String text = Arrays.stream(template.call().split("(?m)^---$"))
                .filter(document -> document.contains("kind: FlinkDeployment"))
                .findFirst()
                .orElseThrow();
        // this version of the operator knows no Flink above 1.20, nor the names that directories have had since
        return Serialization.unmarshal(
                text.replace("flinkVersion: v2_2", "flinkVersion: v1_20")
                        .replace("execution.checkpointing.savepoint-dir", SAVEPOINTS)
                        .replace("execution.checkpointing.dir", "state.checkpoints.dir"),
                FlinkDeployment.class);
    }

    private static Path values(String set) {
        return set.equals("demo")
                ? CHART.resolve("values-demo.yaml")
                : CHART.resolve(DIRECTORIES.getOrDefault(set, "examples")).resolve(set + "-values.yaml");
    }

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "small", "everything", "demo", "kind", "eks", "gke", "aks", "on-premises"})
    void theOperatorTakesIt(String set) {
        assertThat(VALIDATOR.validateDeployment(deployment(set, Map.of()))).isEmpty();
    }

    /** Settings of the operator's own, which Flink knows nothing of. */
    @ParameterizedTest
    @ValueSource(strings = {"minimal", "small", "everything", "demo", "kind", "eks", "gke", "aks", "on-premises"})
    void theOperatorReadsItsOwnSettings(String set) {
        Map<String, String> settings =
                new TreeMap<>(deployment(set, Map.of()).getSpec().getFlinkConfiguration());
        settings.keySet().removeIf(key -> !key.startsWith("kubernetes.operator."));
        assertThat(settings).isNotEmpty();
        settings.forEach((key, value) -> {
            ConfigOption<?> option = OPTIONS.get(key);
            assertThat(option).as(key).isNotNull();
            Configuration.fromMap(Map.of(key, value)).get(option);
        });
    }

    private static Map<String, ConfigOption<?>> options() {
        Map<String, ConfigOption<?>> options = new TreeMap<>();
        for (Field field : KubernetesOperatorConfigOptions.class.getFields()) {
            if (field.getType() == ConfigOption.class) {
                try {
                    ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                    options.put(option.key(), option);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return options;
    }

    @Test
    void theOperatorWouldSeeWhatIsWrong() {
        FlinkDeployment without = deployment("minimal", Map.of());
        without.getSpec().getFlinkConfiguration().remove(SAVEPOINTS);
        assertThat(VALIDATOR.validateDeployment(without)).isPresent();
        FlinkDeployment forbidden = deployment("minimal", Map.of());
        forbidden.getSpec().getFlinkConfiguration().put("kubernetes.cluster-id", "other");
        assertThat(VALIDATOR.validateDeployment(forbidden)).isPresent();
        FlinkDeployment unlimited = deployment("minimal", Map.of());
        unlimited.getSpec().getTaskManager().getResource().setMemory(null);
        assertThat(VALIDATOR.validateDeployment(unlimited)).isPresent();
    }
}
