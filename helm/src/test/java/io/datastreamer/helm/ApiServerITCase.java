package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a real API server says of the chart: its objects, the rights of its pods, and installing it by Helm. */
class ApiServerITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Path CHART = Repository.path("helm/data-streamer");
    /** Of the Prometheus operator, which is not installed. */
    private static final Set<String> NOT_INSTALLED = Set.of("PodMonitor", "ServiceMonitor", "PrometheusRule");

    private static final Map<String, String> PLURALS = Map.of(
            "NetworkPolicy", "networkpolicies",
            "Ingress", "ingresses");
    private static final String RESTRICTED = "restricted";
    private static final Map<String, Object> WITH_A_VOLUME =
            Map.of("state.volume.existingClaim", "", "state.volume.size", "1Gi", "serviceAccount.create", true);
    private static final String CRDS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/";

    @TempDir
    static Path dir;

    private static ApiServer server;

    @BeforeAll
    static void start() throws Exception {
        server = ApiServer.start(dir);
        assertThat(server.post("/api/v1/namespaces", named("v1", "Namespace", Chart.NAMESPACE))
                        .isGood())
                .isTrue();
        ObjectNode restricted = named("v1", "Namespace", RESTRICTED);
        ((ObjectNode) restricted.get("metadata"))
                .putObject("labels")
                .put("pod-security.kubernetes.io/enforce", "restricted");
        assertThat(server.post("/api/v1/namespaces", restricted).isGood()).isTrue();
        define(KubernetesSchemas.definition());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    static List<String> sets() {
        return Chart.ALL_SETS;
    }

    @ParameterizedTest
    @MethodSource("sets")
    void theServerTakesEveryObject(String set) throws Exception {
        for (JsonNode object : Chart.of(set).objects()) {
            if (!NOT_INSTALLED.contains(object.path("kind").asText())) {
                ApiServer.Answer answer = server.apply(path(object), object, true);
                assertThat(answer.isGood())
                        .as(object.path("kind").asText() + " " + Chart.name(object) + ": " + answer.message())
                        .isTrue();
            }
        }
    }

    @Test
    void theServerSeesFaults() throws Exception {
        ObjectNode flink = Chart.of("minimal").all("FlinkDeployment").get(0).deepCopy();
        ((ObjectNode) flink.get("spec")).put("flinkVersion", "v2_3");
        assertThat(server.apply(path(flink), flink, true).message()).contains("v2_3");
        ObjectNode job = Chart.of("minimal").all("FlinkDeployment").get(0).deepCopy();
        ((ObjectNode) job.at("/spec/job")).put("upgradMode", "savepoint");
        assertThat(server.apply(path(job), job, true).message()).contains("upgradMode");
    }

    /** What Flink does by itself in a pod of the job, and what it must not. */
    @Test
    void thePodsHaveTheRightsThatTheyNeedAndNoMore() throws Exception {
        Chart chart = Chart.of("everything");
        for (String kind : List.of("ServiceAccount", "Role", "RoleBinding")) {
            for (JsonNode object : chart.all(kind)) {
                assertThat(server.apply(path(object), object, false).isGood()).isTrue();
            }
        }
        for (String verb : List.of("get", "list", "watch", "create", "update", "patch", "delete")) {
            assertThat(may(verb, "", "configmaps")).as(verb + " configmaps").isTrue();
        }
        for (String verb : List.of("get", "list", "watch", "create", "delete")) {
            assertThat(may(verb, "", "pods")).as(verb + " pods").isTrue();
        }
        assertThat(may("get", "apps", "deployments")).isTrue();
        assertThat(may("get", "", "services")).isTrue();
        for (String verb : List.of("get", "list", "create")) {
            assertThat(may(verb, "", "secrets")).as(verb + " secrets").isFalse();
        }
        assertThat(may("create", "apps", "deployments")).isFalse();
        assertThat(may("create", "rbac.authorization.k8s.io", "rolebindings")).isFalse();
        assertThat(may("update", "flink.apache.org", "flinkdeployments")).isFalse();
    }

    @Test
    void helmInstallsItUpgradesItAndLeavesTheStateBehind() throws Exception {
        install("small", WITH_A_VOLUME, Map.of());
        JsonNode flink = Chart.of("small").all("FlinkDeployment").get(0);
        assertThat(server.get(path(flink)).isGood()).isTrue();
        UpgradeCommand upgrade = new Helm(CHART)
                .upgrade()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(server.kubeconfig())
                .withValuesFile(CHART.resolve("ci/small-values.yaml"));
        WITH_A_VOLUME.forEach(upgrade::set);
        upgrade.set("job.parallelism", 2).call();
        assertThat(server.get(path(flink)).body().at("/spec/job/parallelism").asInt())
                .isEqualTo(2);
        upgrade.set("job.initialSavepointPath", "file:///checkpoints/savepoints/s-0")
                .set("job.savepointRedeployNonce", 7)
                .call();
        assertThat(server.get(path(flink))
                        .body()
                        .at("/spec/job/savepointRedeployNonce")
                        .asInt())
                .as("what has the operator go back to a savepoint")
                .isEqualTo(7);
        uninstall();
        assertThat(server.get(path(flink)).status()).isEqualTo(404);
        String claim = "/api/v1/namespaces/" + Chart.NAMESPACE + "/persistentvolumeclaims/streamer-state";
        String uid = server.get(claim).body().at("/metadata/uid").asText();
        assertThat(uid).isNotEmpty();
        install("small", WITH_A_VOLUME, Map.of("job.initialSavepointPath", "file:///checkpoints/savepoints/s-1"));
        assertThat(server.get(path(flink))
                        .body()
                        .at("/spec/job/initialSavepointPath")
                        .asText())
                .isEqualTo("file:///checkpoints/savepoints/s-1");
        assertThat(server.get(claim).body().at("/metadata/uid").asText())
                .as("the volume that was left is taken up")
                .isEqualTo(uid);
        uninstall();
    }

    /** What admission says of pods in a namespace that takes nothing else than restricted ones. */
    @ParameterizedTest
    @MethodSource("sets")
    void theServerAdmitsEveryPodAsRestricted(String set) throws Exception {
        for (JsonNode template : Chart.of(set).podTemplates()) {
            ObjectNode pod = named("v1", "Pod", "pod");
            pod.set("spec", template.get("spec").deepCopy());
            // the operator adds it
            ObjectNode container = (ObjectNode) pod.at("/spec/containers/0");
            if (!container.has("image")) {
                container.put("image", "data-streamer-job");
            }
            // of a claim that the StatefulSet's own controller would make
            container.remove("volumeMounts");
            ApiServer.Answer answer = server.apply("/api/v1/namespaces/" + RESTRICTED + "/pods/pod", pod, true);
            assertThat(answer.isGood()).as(answer.message()).isTrue();
            container.remove("securityContext");
            assertThat(server.apply("/api/v1/namespaces/" + RESTRICTED + "/pods/pod", pod, true)
                            .message())
                    .contains("violates PodSecurity");
        }
    }

    @Test
    void helmRefusesWhatIsMissing() throws Exception {
        assertThatThrownBy(() -> install("minimal", Map.of("secrets.keysetSecret", "keyset")))
                .hasMessageContaining("secrets.keysetSecret: there is no Secret keyset in the namespace streams");
        ObjectNode secret = named("v1", "Secret", "s3");
        secret.putObject("data").put("access-key", Base64.getEncoder().encodeToString(new byte[] {'x'}));
        assertThat(server.apply(path(secret), secret, false).isGood()).isTrue();
        assertThatThrownBy(() -> install(
                        "minimal",
                        Map.of(
                                "state.s3.existingSecret", "s3",
                                "secrets.keysetSecret", "",
                                "secrets.allowPlain", true)))
                .hasMessageContaining("state.s3.existingSecret: the Secret s3 has no key secret-key");
    }

    @Test
    void helmRefusesAnOperatorThatIsTooOldOrAbsent() throws Exception {
        ObjectNode old = (ObjectNode) KubernetesSchemas.definition();
        JsonNode versions = old.at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/properties/flinkVersion");
        ((ObjectNode) versions).putArray("enum").add("v1_20").add("v2_0");
        try {
            define(old);
            assertThatThrownBy(() -> install("minimal", Map.of()))
                    .hasMessageContaining("knows Flink up to 2.0, and the job needs 2.2");
            assertThat(server.delete(CRDS + Chart.name(old)).isGood()).isTrue();
            await().atMost(LONG).until(() -> server.get(CRDS + Chart.name(old)).status() == 404);
            assertThatThrownBy(() -> install("minimal", Map.of()))
                    .hasMessageContaining("the cluster has no FlinkDeployment: install the Flink Kubernetes Operator");
        } finally {
            // for the other tests, in whatever order
            define(KubernetesSchemas.definition());
        }
    }

    private static void uninstall() throws Exception {
        Helm.uninstall(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(server.kubeconfig())
                .call();
    }

    private static void install(String set, Map<String, ?> changes) throws Exception {
        install(set, changes, Map.of());
    }

    private static void install(String set, Map<String, ?> changes, Map<String, ?> more) throws Exception {
        InstallCommand install = new Helm(CHART)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(Chart.NAMESPACE)
                .withKubeConfig(server.kubeconfig())
                .withValuesFile(CHART.resolve("ci/" + set + "-values.yaml"))
                // no pod runs here
                .set("checks.storage", false);
        changes.forEach(install::set);
        more.forEach(install::set);
        install.call();
    }

    private static void define(JsonNode definition) throws Exception {
        ApiServer.Answer answer = server.apply(CRDS + Chart.name(definition), definition, false);
        assertThat(answer.isGood()).as(answer.message()).isTrue();
        await().atMost(LONG)
                .until(() -> server.get(
                                "/apis/flink.apache.org/v1beta1/namespaces/" + Chart.NAMESPACE + "/flinkdeployments")
                        .isGood());
    }

    /** As {@code kubectl auth can-i --as} asks. */
    private static boolean may(String verb, String group, String resource) throws Exception {
        ObjectNode review = named("authorization.k8s.io/v1", "SubjectAccessReview", "");
        ObjectNode spec =
                review.putObject("spec").put("user", "system:serviceaccount:" + Chart.NAMESPACE + ":streamer");
        spec.putObject("resourceAttributes")
                .put("namespace", Chart.NAMESPACE)
                .put("verb", verb)
                .put("group", group)
                .put("resource", resource);
        ApiServer.Answer answer = server.post("/apis/authorization.k8s.io/v1/subjectaccessreviews", review);
        assertThat(answer.isGood()).as(answer.message()).isTrue();
        return answer.body().at("/status/allowed").asBoolean();
    }

    private static ObjectNode named(String apiVersion, String kind, String name) {
        ObjectNode object =
                JSON.createObjectNode().put("apiVersion", apiVersion).put("kind", kind);
        ObjectNode metadata = object.putObject("metadata");
        if (!name.isEmpty()) {
            metadata.put("name", name);
        }
        return object;
    }

    private static String path(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        String plural = PLURALS.getOrDefault(kind, kind.toLowerCase(Locale.ROOT) + "s");
        return (version.contains("/") ? "/apis/" : "/api/") + version + "/namespaces/" + Chart.NAMESPACE + "/" + plural
                + "/" + Chart.name(object);
    }
}
