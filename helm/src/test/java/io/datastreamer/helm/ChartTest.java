package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.LintResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.helm.Chart.list;
import static io.datastreamer.helm.Chart.map;
import static io.datastreamer.helm.Chart.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The objects that the chart makes: valid one by one, and in agreement with each other. */
class ChartTest {
    /** Objects of the Prometheus operator, of which no schema is at hand; what they hold is looked at below. */
    private static final Set<String> WITHOUT_SCHEMA = Set.of("PodMonitor", "ServiceMonitor", "PrometheusRule");

    static Stream<String> sets() {
        return Chart.ALL_SETS.stream();
    }

    @Test
    void lintFindsNothing() {
        LintResult result = Chart.lint();
        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
        assertThat(result.getMessages()).noneMatch(message -> message.contains("[WARNING]"));
    }

    @ParameterizedTest
    @MethodSource("sets")
    void objectsAreValid(String set) {
        for (JsonNode object : Chart.of(set).objects()) {
            if (!WITHOUT_SCHEMA.contains(object.path("kind").asText())) {
                assertThat(KubernetesSchemas.faults(object))
                        .as(object.path("kind").asText() + " " + Chart.name(object))
                        .isEmpty();
            }
        }
    }

    @Test
    void theSchemasSeeFaults() {
        ObjectNode flink = Chart.of("minimal").all("FlinkDeployment").get(0).deepCopy();
        ((ObjectNode) flink.at("/spec/job")).put("upgradMode", "savepoint");
        assertThat(KubernetesSchemas.faults(flink)).isNotEmpty();
        ObjectNode version = Chart.of("minimal").all("FlinkDeployment").get(0).deepCopy();
        ((ObjectNode) version.get("spec")).put("flinkVersion", "v2_3");
        assertThat(KubernetesSchemas.faults(version)).isNotEmpty();
        ObjectNode container = Chart.of("minimal").all("FlinkDeployment").get(0).deepCopy();
        ((ObjectNode) container.at("/spec/podTemplate/spec/containers/0")).put("imagePulPolicy", "Always");
        assertThat(KubernetesSchemas.faults(container)).isNotEmpty();
        ObjectNode deployment = Chart.of("minimal").all("Deployment").get(0).deepCopy();
        ((ObjectNode) deployment.at("/spec/template/spec/containers/0")).put("livenesProbe", "x");
        assertThat(KubernetesSchemas.faults(deployment)).isNotEmpty();
        ObjectNode policy = Chart.of("minimal").all("NetworkPolicy").get(0).deepCopy();
        ((ObjectNode) policy.get("spec")).remove("podSelector");
        ((ObjectNode) policy.get("spec")).put("podSelektor", "x");
        assertThat(KubernetesSchemas.faults(policy)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tests/answers.yaml, test", "storage-check.yaml, pre-install"})
    void whatRunsOnceIsAHook(String template, String hook) {
        assertThat(Repository.text("helm/data-streamer/templates/" + template))
                .contains("helm.sh/hook: " + hook + "\n")
                .contains("helm.sh/hook-delete-policy: before-hook-creation,hook-succeeded");
    }

    /** What the storage is tried with is what the job has. */
    @Test
    void theStorageIsTriedWithTheJobsSettings() {
        Chart chart = Chart.of("everything");
        JsonNode container = chart.one("Job", "rel-data-streamer-storage-check").at("/spec/template/spec/containers/0");
        JsonNode flink = chart.one("FlinkDeployment", "rel-data-streamer").get("spec");
        assertThat(container.get("image")).isEqualTo(flink.get("image"));
        List<String> args = texts(container.get("args"));
        assertThat(args)
                .contains("io.datastreamer.job.StorageCheck", "s3://example-bucket/data-streamer")
                .contains("s3.endpoint=https://s3.example.org", "fs.s3a.endpoint.region=eu-central-1");
        assertThat(args)
                .anyMatch(arg -> arg.startsWith(flink.at("/job/jarURI").asText().replace("local://", "") + ":"));
        assertThat(texts(container.findValue("env"))).isEqualTo(texts(flink.at("/podTemplate/spec/containers/0/env")));
        assertThat(Chart.of("everything", Map.of("checks.storage", false)).names())
                .doesNotContain("Job/rel-data-streamer-storage-check");
    }

    @Test
    void whatIsSwitchedOffIsNotThere() {
        assertThat(Chart.of("small").names())
                .containsExactlyInAnyOrder("ConfigMap/streamer-job", "FlinkDeployment/streamer", "Pod/streamer-test");
    }

    @Test
    void whatIsSwitchedOnIsThere() {
        assertThat(Chart.of("everything").names())
                .contains(
                        "Ingress/rel-data-streamer-portal",
                        "PodDisruptionBudget/rel-data-streamer-job",
                        "PodDisruptionBudget/rel-data-streamer-portal",
                        "PodMonitor/rel-data-streamer-job",
                        "Deployment/rel-data-streamer-collector",
                        "Service/rel-data-streamer-collector",
                        "PodDisruptionBudget/rel-data-streamer-collector",
                        "NetworkPolicy/rel-data-streamer-collector",
                        "PodMonitor/rel-data-streamer-collector",
                        "ServiceMonitor/rel-data-streamer-portal",
                        "PrometheusRule/rel-data-streamer",
                        "ConfigMap/rel-data-streamer-dashboard",
                        "NetworkPolicy/rel-data-streamer-job",
                        "NetworkPolicy/rel-data-streamer-portal",
                        "ServiceAccount/streamer");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.bootstrapServers, kafka.bootstrapServers: name the brokers",
        "state.uri, state.uri: name the directory of checkpoints",
        "networkPolicy.apiServer.cidrs, networkPolicy.apiServer.cidrs: list the addresses",
        "networkPolicy.kafka.to, networkPolicy.kafka.to: list the peers",
        "portal.auth.jwks, portal.auth.jwks: name the keys",
        "secrets.keysetSecret, secrets.keysetSecret: name a Secret with a keyset",
    })
    void whatIsMissingIsNamed(String value, String message) {
        assertThatThrownBy(() -> Chart.of("minimal", Map.of(value, "null"))).hasMessageContaining(message);
    }

    @Test
    void aCollectorWantsItsElements() {
        assertThatThrownBy(() -> Chart.of("minimal", Map.of("collector.enabled", true)))
                .hasMessageContaining("collector.elementsSecret: name a Secret with the file of elements");
    }

    /** Elements are known by their addresses, which come through to the pods; requests that come again come to the same. */
    @Test
    void whatElementsSendReachesTheCollectorAsTheyHaveSentIt() {
        JsonNode service = Chart.of("everything")
                .one("Service", "rel-data-streamer-collector")
                .get("spec");
        assertThat(service.path("externalTrafficPolicy").asText()).isEqualTo("Local");
        assertThat(service.path("sessionAffinity").asText()).isEqualTo("ClientIP");
        assertThat(service.at("/ports/0/protocol").asText()).isEqualTo("UDP");
        JsonNode container = Chart.of("everything")
                .one("Deployment", "rel-data-streamer-collector")
                .at("/spec/template/spec/containers/0");
        assertThat(service.at("/ports/0/targetPort").asText())
                .isEqualTo(container.at("/ports/0/name").asText());
        assertThat(container.at("/ports/0/protocol").asText()).isEqualTo("UDP");
        assertThat(options(Chart.of("everything"), "rel-data-streamer-collector", "collector.yaml"))
                .containsEntry("to", "kafka:radius")
                .containsEntry("elements", "/etc/data-streamer/elements/elements.yaml")
                .containsEntry(
                        "listen.port", container.at("/ports/0/containerPort").asText())
                .containsEntry("limits.waiting", "50000");
    }

    @ParameterizedTest
    @CsvSource({
        "job.parallelism, 0",
        "job.parallelism, 4096",
        "job.upgradeMode, stateless",
        "kafka.bootstrapServers, kafka",
        "kafka.bootstrapServer, kafka:9092",
        "state.uri, bucket",
        "egress.allow, {10.0.0.0}",
        "fullnameOverride, Streamer",
        "portal.port, 80",
    })
    void wrongValuesAreRefused(String value, String wrong) {
        assertThatThrownBy(() -> Chart.of("minimal", Map.of(value, wrong)))
                .hasMessageContaining("values don't meet the specifications of the schema");
    }

    // ---- what refers to what

    @ParameterizedTest
    @MethodSource("sets")
    void mountsHaveVolumesAndVolumesAreMounted(String set) {
        Chart chart = Chart.of(set);
        Set<String> claimed = new HashSet<>();
        for (JsonNode stateful : chart.all("StatefulSet")) {
            list(stateful.at("/spec/volumeClaimTemplates")).forEach(claim -> claimed.add(Chart.name(claim)));
        }
        for (JsonNode pod : chart.podTemplates()) {
            Set<String> mounted = new HashSet<>();
            list(pod.at("/spec/containers/0/volumeMounts"))
                    .forEach(mount -> mounted.add(mount.path("name").asText()));
            Set<String> volumes = new HashSet<>();
            for (JsonNode volume : list(pod.at("/spec/volumes"))) {
                volumes.add(volume.path("name").asText());
                String configMap = volume.at("/configMap/name").asText();
                assertThat(configMap.isEmpty() || chart.has("ConfigMap", configMap))
                        .as("ConfigMap " + configMap)
                        .isTrue();
            }
            volumes.addAll(claimed.stream().filter(mounted::contains).toList());
            assertThat(mounted).isEqualTo(volumes);
        }
    }

    @ParameterizedTest
    @MethodSource("sets")
    void selectorsFindTheirPods(String set) {
        Chart chart = Chart.of(set);
        for (String kind :
                List.of("Service", "NetworkPolicy", "PodDisruptionBudget", "PodMonitor", "Deployment", "StatefulSet")) {
            for (JsonNode object : chart.all(kind)) {
                JsonNode spec = object.get("spec");
                JsonNode selector = spec.has("podSelector") ? spec.get("podSelector") : spec.get("selector");
                Map<String, String> wanted = map(selector.has("matchLabels") ? selector.get("matchLabels") : selector);
                // Flink's own label
                wanted.remove("component");
                assertThat(wanted).containsKey("app.kubernetes.io/component");
                assertThat(chart.podTemplates())
                        .as(kind + " " + Chart.name(object))
                        .anyMatch(pod ->
                                map(pod.at("/metadata/labels")).entrySet().containsAll(wanted.entrySet()));
            }
        }
    }

    @Test
    void portsAreTheSameEverywhere() {
        Chart chart = Chart.of("everything");
        JsonNode flink = chart.one("FlinkDeployment", "rel-data-streamer");
        String metrics = flink.at("/spec/flinkConfiguration")
                .path("metrics.reporter.prom.port")
                .asText();
        assertThat(metrics).isEqualTo("9249");
        JsonNode port = flink.at("/spec/podTemplate/spec/containers/0/ports/0");
        assertThat(port.path("containerPort").asText()).isEqualTo(metrics);
        assertThat(chart.one("PodMonitor", "rel-data-streamer-job").at("/spec/podMetricsEndpoints/0/port"))
                .isEqualTo(port.get("name"));
        assertThat(policyPorts(chart, "rel-data-streamer-job")).contains(metrics, "8081");

        JsonNode portal = chart.one("Deployment", "rel-data-streamer-portal").at("/spec/template/spec/containers/0");
        JsonNode http = portal.at("/ports/0");
        assertThat(http.path("containerPort").asInt()).isEqualTo(9090);
        assertThat(options(chart, "rel-data-streamer-portal", "portal.yaml")).containsEntry("server.port", "9090");
        assertThat(policyPorts(chart, "rel-data-streamer-portal")).contains("9090");
        JsonNode service = chart.one("Service", "rel-data-streamer-portal").at("/spec/ports/0");
        assertThat(service.get("targetPort")).isEqualTo(http.get("name"));
        JsonNode backend =
                chart.one("Ingress", "rel-data-streamer-portal").at("/spec/rules/0/http/paths/0/backend/service");
        assertThat(backend.path("name").asText()).isEqualTo("rel-data-streamer-portal");
        assertThat(backend.at("/port/name")).isEqualTo(service.get("name"));
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            assertThat(portal.at("/" + probe + "/httpGet/port")).as(probe).isEqualTo(http.get("name"));
        }
        String test = chart.all("Pod").get(0).at("/spec/containers/0/args/0").asText();
        assertThat(test)
                .contains("http://rel-data-streamer-rest:8081/")
                .contains("http://rel-data-streamer-portal:"
                        + service.path("port").asText() + "/health/ready");
    }

    private static List<String> policyPorts(Chart chart, String name) {
        return list(chart.one("NetworkPolicy", name).at("/spec/ingress")).stream()
                .flatMap(rule -> list(rule.path("ports")).stream())
                .map(port -> port.path("port").asText())
                .toList();
    }

    static Map<String, String> options(Chart chart, String configMap, String file) {
        return map(Repository.parsed(
                chart.one("ConfigMap", configMap).path("data").path(file).asText()));
    }

    @Test
    void jobAndPortalShareTopicsBrokersAndSecrets() {
        Chart chart = Chart.of("everything");
        Map<String, String> job = options(chart, "rel-data-streamer-job", "streamer.yaml");
        Map<String, String> portal = options(chart, "rel-data-streamer-portal", "portal.yaml");
        for (String shared : List.of(
                "streams",
                "status",
                "attempts",
                "questions",
                "answers",
                "egress.allow",
                "secrets.keyset",
                "sts.credentials",
                "identity.key",
                "identity.issuer",
                "kafka.bootstrap.servers",
                "kafka.security.protocol",
                "kafka.sasl.jaas.config",
                "kafka.config.providers",
                "history.retention")) {
            assertThat(portal).as(shared).containsEntry(shared, String.valueOf(job.get(shared)));
        }
        assertThat(job)
                .containsEntry("secrets.keyset", "file:/etc/data-streamer/keyset/keys.json")
                .containsEntry("egress.allow", "10.20.0.0/16,fd00:20::/32")
                .containsEntry("deliver.max-requests", "512")
                .containsEntry("network-records", "kafka:network-records");
        assertThat(options(Chart.of("small"), "streamer-job", "streamer.yaml"))
                .doesNotContainKeys("billing-records", "rejected", "secrets.keyset");
    }

    @Test
    void theJobHasWhatItNeedsToSurvive() {
        JsonNode spec =
                Chart.of("minimal").one("FlinkDeployment", "rel-data-streamer").get("spec");
        assertThat(map(spec.get("flinkConfiguration")))
                .containsEntry("high-availability.type", "kubernetes")
                .containsEntry("high-availability.storageDir", "s3://example-bucket/data-streamer/ha")
                .containsEntry("execution.checkpointing.dir", "s3://example-bucket/data-streamer/checkpoints")
                .containsEntry("execution.checkpointing.savepoint-dir", "s3://example-bucket/data-streamer/savepoints")
                .containsEntry("state.backend.type", "rocksdb")
                .containsEntry("execution.checkpointing.incremental", "true")
                .containsEntry("execution.checkpointing.externalized-checkpoint-retention", "RETAIN_ON_CANCELLATION");
        assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
        assertThat(texts(spec.at("/job/args"))).containsExactly("--config", "/etc/data-streamer/job/streamer.yaml");
    }

    /** A volume that one node alone can mount, and pods that keep apart, would wait for each other for ever. */
    @Test
    void podsStayTogetherWhereTheirVolumeIs() {
        String affinity = "/spec/podTemplate/spec/affinity";
        assertThat(Chart.of("demo").all("FlinkDeployment").get(0).at(affinity).has("podAffinity"))
                .isTrue();
        assertThat(Chart.of("minimal")
                        .all("FlinkDeployment")
                        .get(0)
                        .at(affinity)
                        .has("podAntiAffinity"))
                .isTrue();
    }

    @Test
    void loginsByLinksTakeThePlaceOfTokensAndAreOfOneProcess() {
        assertThat(options(Chart.of("demo"), "rel-data-streamer-portal", "portal.yaml"))
                .containsKey("login.links")
                .doesNotContainKey("auth.jwks");
        assertThatThrownBy(() -> Chart.of("demo", Map.of("portal.replicas", 2)))
                .hasMessageContaining("portal.replicas: a login by a link is known to one process only");
    }

    @Test
    void anotherConfigurationIsAnotherSpecification() {
        JsonNode before =
                Chart.of("minimal").one("FlinkDeployment", "rel-data-streamer").get("spec");
        JsonNode after = Chart.of("minimal", Map.of("kafka.topics.sims", "sims-2"))
                .one("FlinkDeployment", "rel-data-streamer")
                .get("spec");
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void taskManagersAreEvictedOneAtATime() {
        JsonNode budget = Chart.of("everything").one("PodDisruptionBudget", "rel-data-streamer-job");
        // 16 subtasks in TaskManagers of 4 slots
        assertThat(budget.at("/spec/minAvailable").asInt()).isEqualTo(3);
        assertThat(Chart.of("minimal", Map.of("job.parallelism", 2)).names())
                .as("the only TaskManager must be free to move")
                .doesNotContain("PodDisruptionBudget/rel-data-streamer-job");
    }
}
