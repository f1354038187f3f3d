package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.egress.EgressPolicy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.helm.Chart.list;
import static io.datastreamer.helm.Chart.map;
import static io.datastreamer.helm.Chart.texts;
import static org.assertj.core.api.Assertions.assertThat;

/** What pods may do, and where they may go. */
class ChartSecurityTest {
    private static final int SAMPLES = 20_000;

    static Stream<String> sets() {
        return Chart.ALL_SETS.stream();
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyPodRunsWithAsLittleAsItCan(String set) {
        for (JsonNode pod : Chart.of(set).podTemplates()) {
            JsonNode security = pod.at("/spec/securityContext");
            assertThat(security.path("runAsNonRoot").asBoolean()).isTrue();
            assertThat(security.path("runAsUser").asInt()).isPositive();
            assertThat(security.at("/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
            for (JsonNode container : list(pod.at("/spec/containers"))) {
                JsonNode own = container.get("securityContext");
                assertThat(own.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
                assertThat(own.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                assertThat(own.path("privileged").asBoolean()).isFalse();
                assertThat(texts(own.at("/capabilities/drop"))).containsExactly("ALL");
            }
            assertThat(pod.at("/spec").has("hostNetwork")).isFalse();
            assertThat(list(pod.at("/spec/volumes"))).noneMatch(volume -> volume.has("hostPath"));
        }
    }

    @Test
    void secretsAreFilesThatOthersCannotRead() {
        for (JsonNode pod : Chart.of("everything").podTemplates()) {
            for (JsonNode volume : list(pod.at("/spec/volumes"))) {
                if (volume.has("secret")) {
                    assertThat(volume.at("/secret/defaultMode").asInt()).isEqualTo(0440);
                }
            }
        }
        for (JsonNode map : Chart.of("everything").all("ConfigMap")) {
            assertThat(map.toString()).doesNotContain("password").doesNotContain("secret-key");
        }
    }

    @Test
    void onlyTheJobMayAskKubernetes() {
        Chart chart = Chart.of("everything");
        assertThat(chart.one("Deployment", "rel-data-streamer-portal")
                        .at("/spec/template/spec/automountServiceAccountToken")
                        .asBoolean(true))
                .isFalse();
        JsonNode role = chart.one("Role", "rel-data-streamer");
        for (JsonNode rule : list(role.get("rules"))) {
            assertThat(texts(rule.get("verbs"))).doesNotContain("*");
            assertThat(texts(rule.get("resources"))).doesNotContain("*", "secrets");
        }
        assertThat(chart.one("RoleBinding", "rel-data-streamer").at("/subjects/0/name"))
                .isEqualTo(chart.one("FlinkDeployment", "rel-data-streamer").at("/spec/serviceAccount"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void whereCustomersServersAreThePolicyLetsGoAsTheEgressRulesDo(String name) throws Exception {
        JsonNode policy = Chart.of("minimal").one("NetworkPolicy", name);
        List<JsonNode> blocks = internet(policy);
        EgressPolicy rules = EgressPolicy.allowing(List.of());
        List<InetAddress> tried = new ArrayList<>(List.of(
                InetAddress.getByName("8.8.8.8"),
                InetAddress.getByName("2606:4700::1111"),
                InetAddress.getByName("10.0.0.1"),
                InetAddress.getByName("169.254.169.254"),
                InetAddress.getByName("100.64.0.1"),
                InetAddress.getByName("fd00::1"),
                InetAddress.getByName("fe80::1")));
        Random random = new Random(7);
        for (int i = 0; i < SAMPLES; i++) {
            byte[] address = new byte[i % 4 == 0 ? 16 : 4];
            random.nextBytes(address);
            if (address.length == 16 && i % 8 == 0) {
                // most of all addresses are reserved; these are not
                address[0] = (byte) (0x20 | (address[0] & 0x1f));
            }
            tried.add(InetAddress.getByAddress(address));
        }
        // the edges of what is left out, and beside them
        for (JsonNode block : blocks) {
            for (String except : texts(block.path("except"))) {
                byte[] first = InetAddress.getByName(except.substring(0, except.indexOf('/')))
                        .getAddress();
                tried.add(InetAddress.getByAddress(first));
                tried.add(InetAddress.getByAddress(before(first)));
            }
        }
        for (InetAddress address : tried) {
            // IPv4 within IPv6 is for the job itself to see: a policy knows prefixes only
            if (address.getAddress().length == 4 || rules.refusal(address) == null || !isGlobal(address)) {
                assertThat(lets(blocks, address))
                        .as(address.getHostAddress())
                        .isEqualTo(rules.refusal(address) == null);
            }
        }
    }

    static Stream<String> policies() {
        return Stream.of("rel-data-streamer-job", "rel-data-streamer-portal");
    }

    private static boolean isGlobal(InetAddress address) {
        return (address.getAddress()[0] & 0xe0) == 0x20;
    }

    private static byte[] before(byte[] address) {
        byte[] before = address.clone();
        int i = before.length - 1;
        while (i >= 0 && before[i]-- == 0) {
            i--;
        }
        return before;
    }

    @Test
    void exceptionsHoldForRulesAndPolicyAlike() throws Exception {
        Chart chart = Chart.of("everything");
        List<JsonNode> blocks = internet(chart.one("NetworkPolicy", "rel-data-streamer-job"));
        assertThat(lets(blocks, InetAddress.getByName("10.20.1.1"))).isTrue();
        assertThat(lets(blocks, InetAddress.getByName("fd00:20::1"))).isTrue();
        assertThat(lets(blocks, InetAddress.getByName("10.21.1.1"))).isFalse();
        assertThat(ChartTest.options(chart, "rel-data-streamer-job", "streamer.yaml"))
                .containsEntry("egress.allow", "10.20.0.0/16,fd00:20::/32");
    }

    @Test
    void theRestOfWhatTheJobReachesIsNamed() {
        JsonNode policy = Chart.of("everything").one("NetworkPolicy", "rel-data-streamer-job");
        assertThat(texts(policy.at("/spec/policyTypes"))).containsExactly("Ingress", "Egress");
        List<JsonNode> rules = list(policy.at("/spec/egress"));
        assertThat(rules).noneMatch(rule -> !rule.has("to") || rule.get("to").isEmpty());
        assertThat(rules)
                .anyMatch(rule ->
                        rule.toString().contains("kube-dns") && rule.toString().contains("53"))
                .anyMatch(rule -> rule.toString().contains("10.3.0.0/16")
                        && rule.toString().contains("9093"))
                .anyMatch(rule -> rule.toString().contains("10.0.0.1/32")
                        && rule.toString().contains("6443"))
                .anyMatch(rule -> rule.toString().contains("10.5.0.1/32")
                        && rule.toString().contains("3128"))
                .anyMatch(rule -> rule.toString().contains("10.4.0.0/16")
                        && rule.toString().contains("443"));
        for (JsonNode rule : list(policy.at("/spec/ingress"))) {
            assertThat(rule.get("from")).as(rule.toString()).isNotEmpty();
        }
    }

    @Test
    void thePortalCannotBeReachedPastItsPeers() {
        JsonNode from = Chart.of("everything")
                .one("NetworkPolicy", "rel-data-streamer-portal")
                .at("/spec/ingress/0/from");
        List<Map<String, String>> namespaces = list(from).stream()
                .map(peer -> map(peer.at("/namespaceSelector/matchLabels")))
                .toList();
        assertThat(namespaces)
                .contains(
                        Map.of("kubernetes.io/metadata.name", "ingress-nginx"),
                        Map.of("kubernetes.io/metadata.name", "monitoring"));
    }

    // ---- blocks

    /** The blocks of the rule that has no ports: to customers' servers. */
    private static List<JsonNode> internet(JsonNode policy) {
        return list(policy.at("/spec/egress")).stream()
                .filter(rule -> !rule.has("ports"))
                .flatMap(rule -> list(rule.get("to")).stream())
                .filter(peer -> peer.has("ipBlock"))
                .map(peer -> peer.get("ipBlock"))
                .toList();
    }

    private static boolean lets(List<JsonNode> blocks, InetAddress address) throws UnknownHostException {
        for (JsonNode block : blocks) {
            boolean excepted = false;
            for (String except : texts(block.path("except"))) {
                excepted |= contains(except, address);
            }
            if (contains(block.path("cidr").asText(), address) && !excepted) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(String cidr, InetAddress address) throws UnknownHostException {
        int slash = cidr.indexOf('/');
        byte[] network = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
        byte[] bytes = address.getAddress();
        int bits = Integer.parseInt(cidr.substring(slash + 1));
        if (network.length != bytes.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % 8;
            if ((network[bit / 8] & mask) != (bytes[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
