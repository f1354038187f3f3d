package io.datastreamer.helm.operator;

import com.marcnuri.helm.Helm;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.config.FlinkConfigManager;
import org.apache.flink.kubernetes.operator.validation.DefaultValidator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

/** The operator's own validator has nothing to say against the chart's FlinkDeployment. */
class OperatorValidatorTest {
    private static final Path CHART =
            Path.of("..", "data-streamer").toAbsolutePath().normalize();
    private static final DefaultValidator VALIDATOR = new DefaultValidator(new FlinkConfigManager(new Configuration()));

    private static final String SAVEPOINTS = "state.savepoints.dir";

    private static FlinkDeployment deployment(String set, Map<String, ?> changes) {
        var template = new Helm(CHART)
                .template()
                .withName("rel")
                .withNamespace("streams")
                .withKubeVersion("1.31.0")
                .withValuesFile(CHART.resolve("ci").resolve(set + "-values.yaml"));
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

    @ParameterizedTest
    @ValueSource(strings = {"minimal", "small", "everything"})
    void theOperatorTakesIt(String set) {
        assertThat(VALIDATOR.validateDeployment(deployment(set, Map.of()))).isEmpty();
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
