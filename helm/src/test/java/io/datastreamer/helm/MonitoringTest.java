package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.NodeTools;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import static io.datastreamer.helm.Chart.list;
import static org.assertj.core.api.Assertions.assertThat;

/** Dashboard and alerts: they name what is there, and each alert has its runbook. */
class MonitoringTest {
    private static final Pattern METRIC = Pattern.compile("\\b(?:flink|data_streamer)_[A-Za-z0-9_]+");
    private static final Pattern ROW = Pattern.compile("\\| `(flink_[A-Za-z_]+)` \\|(?: [a-z]+ \\| ([^|]*) \\|)?");
    private static final Pattern LABELS = Pattern.compile("(flink_[A-Za-z0-9_]+)\\{([^}]*)\\}");
    private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
    /** Flink's own labels, and one that Kubernetes gives. */
    private static final Set<String> COMMON =
            Set.of("job_name", "operator_name", "task_name", "tm_id", "namespace", "subtask_index");

    /** The operator's own, of which its documentation tells: deployments, and those in a state, by their namespace. */
    private static final List<String> OF_THE_OPERATOR = List.of(
            "flink_k8soperator_namespace_Count",
            "flink_k8soperator_namespace_Lifecycle_State_FAILED_Count",
            "flink_k8soperator_namespace_Lifecycle_State_STABLE_Count",
            "flink_k8soperator_namespace_Lifecycle_State_SUSPENDED_Count");

    /** Those of the collector, as docs/inputs.md has them, with their labels. */
    private static final Map<String, Set<String>> OF_THE_COLLECTOR = Map.of(
            "data_streamer_collect_requests_total", COMMON,
            "data_streamer_collect_answers_total", COMMON,
            "data_streamer_collect_dropped_total", Set.of("reason", "namespace"),
            "data_streamer_collect_waiting", COMMON,
            "data_streamer_collect_retransmissions_total", COMMON);

    private static final JsonNode ALERTS = Repository.yaml("helm/data-streamer/alerts/alerts.yaml");
    private static final JsonNode DASHBOARD = Repository.json("helm/data-streamer/dashboards/data-streamer.json");

    /** By the metrics of docs/metrics.md, of which another test says that the job has them: their labels. */
    private static Map<String, Set<String>> metrics() {
        Map<String, Set<String>> metrics = new HashMap<>();
        Matcher row = ROW.matcher(Repository.text("docs/metrics.md"));
        while (row.find()) {
            Set<String> labels = new HashSet<>(COMMON);
            if (row.group(2) != null) {
                for (String label : row.group(2).replace("`", "").split(", ", -1)) {
                    labels.add(label.strip());
                }
            }
            metrics.put(row.group(1), labels);
        }
        metrics.putAll(OF_THE_COLLECTOR);
        OF_THE_OPERATOR.forEach(metric -> metrics.put(metric, Set.of("resourcens", "resourcetype")));
        return metrics;
    }

    private static List<String> alertExpressions() {
        List<String> expressions = new ArrayList<>();
        alerts().forEach(alert -> expressions.add(alert.path("expr").asText()));
        return expressions;
    }

    private static List<JsonNode> alerts() {
        return list(ALERTS.at("/groups/0/rules"));
    }

    private static List<JsonNode> panels() {
        return list(DASHBOARD.get("panels")).stream()
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    private static List<String> dashboardExpressions() {
        List<String> expressions = new ArrayList<>();
        for (JsonNode panel : panels()) {
            list(panel.get("targets"))
                    .forEach(target -> expressions.add(target.path("expr").asText()));
        }
        list(DASHBOARD.at("/templating/list"))
                .forEach(variable -> expressions.add(variable.path("definition").asText()));
        expressions.removeIf(String::isEmpty);
        return expressions;
    }

    @Test
    void onlyMetricsThatExistAreUsedWithLabelsThatTheyHave() {
        Map<String, Set<String>> metrics = metrics();
        List<String> all = new ArrayList<>(alertExpressions());
        all.addAll(dashboardExpressions());
        for (String expression : all) {
            Matcher metric = METRIC.matcher(expression);
            while (metric.find()) {
                assertThat(metrics).as(expression).containsKey(metric.group());
            }
            Matcher labels = LABELS.matcher(expression);
            while (labels.find()) {
                for (String label : labels.group(2).split(",", -1)) {
                    assertThat(metrics.get(labels.group(1))).as(expression).contains(label.split("=|!", 2)[0].strip());
                }
            }
            Matcher grouped = GROUPED.matcher(expression);
            while (grouped.find()) {
                Set<String> of = new HashSet<>(COMMON);
                Matcher within = METRIC.matcher(expression);
                while (within.find()) {
                    of.addAll(metrics.get(within.group()));
                }
                assertThat(of).as(expression).contains(grouped.group(1).split(", ", -1));
            }
        }
    }

    @Test
    void everyMetricOfTheJobsOwnIsShown() {
        Set<String> shown = new TreeSet<>();
        for (String expression : dashboardExpressions()) {
            Matcher metric = METRIC.matcher(expression);
            while (metric.find()) {
                shown.add(metric.group());
            }
        }
        Set<String> own = new TreeSet<>(metrics().keySet());
        own.removeIf(name -> !name.startsWith("flink_taskmanager_job_task_operator_"));
        assertThat(shown).containsAll(own);
    }

    @Test
    void prometheusCanReadEveryExpression() throws IOException {
        NodeTools.require("@prometheus-io/lezer-promql");
        List<String> all = new ArrayList<>(alertExpressions());
        for (String expression : dashboardExpressions()) {
            // what Grafana puts in; and a function of its own, of which Prometheus knows nothing
            if (!expression.startsWith("label_values(")) {
                all.add(expression.replace("$__rate_interval", "5m").replace("$job", ".*"));
            }
        }
        assertThat(refused(all)).isEmpty();
        assertThat(refused(List.of("sum by (a (x)"))).containsExactly("sum by (a (x)");
    }

    private static List<String> refused(List<String> expressions) throws IOException {
        Process node = NodeTools.start("promql.mjs");
        try (OutputStream in = node.getOutputStream()) {
            new ObjectMapper().writeValue(in, expressions);
        }
        return new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    @Test
    void panelsHaveNamesAndTheirPlaces() {
        Set<Integer> ids = new HashSet<>();
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : list(DASHBOARD.get("panels"))) {
            assertThat(ids.add(panel.path("id").asInt())).isTrue();
            assertThat(panel.path("title").asText()).isNotBlank();
            JsonNode place = panel.get("gridPos");
            for (int x = place.path("x").asInt();
                    x < place.path("x").asInt() + place.path("w").asInt();
                    x++) {
                for (int y = place.path("y").asInt();
                        y < place.path("y").asInt() + place.path("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(taken.add(x + "," + y))
                            .as(panel.path("title").asText())
                            .isTrue();
                }
            }
        }
        assertThat(panels()).allSatisfy(panel -> {
            assertThat(panel.path("description").asText()).isNotBlank();
            assertThat(panel.get("targets")).isNotEmpty();
        });
    }

    @Test
    void everyAlertHasItsRunbookAndEveryRunbookItsAlert() {
        Set<String> runbooks = new TreeSet<>();
        Matcher heading = Pattern.compile("(?m)^#### (.+)$").matcher(Repository.text("docs/operations.md"));
        while (heading.find()) {
            runbooks.add(heading.group(1));
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode alert : alerts()) {
            String name = alert.path("alert").asText();
            assertThat(names.add(name)).isTrue();
            JsonNode annotations = alert.get("annotations");
            assertThat(annotations.path("runbook_url").asText())
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(java.util.Locale.ROOT));
            assertThat(annotations.path("summary").asText()).isNotBlank();
            assertThat(annotations.path("description").asText()).isNotBlank();
            assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        }
        assertThat(runbooks).isEqualTo(names);
    }

    @Test
    void theChartInstallsThem() {
        Chart chart = Chart.of("everything");
        JsonNode rules = chart.one("PrometheusRule", "rel-data-streamer");
        List<JsonNode> installed = list(rules.at("/spec/groups/0/rules"));
        assertThat(installed).hasSameSizeAs(alerts());
        assertThat(installed.get(0).at("/annotations/runbook_url").asText())
                .isEqualTo("https://runbooks.example.org/operations#jobdown");
        assertThat(installed)
                .anyMatch(rule -> rule.path("expr")
                        .asText()
                        .contains("{deployment=\"rel-data-streamer\",namespace=\"streams\"}"));
        assertThat(rules.at("/metadata/labels/release").asText()).isEqualTo("prometheus");
        JsonNode map = chart.one("ConfigMap", "rel-data-streamer-dashboard");
        assertThat(Repository.parsed(map.path("data").path("data-streamer.json").asText()))
                .isEqualTo(DASHBOARD);
        assertThat(map.at("/metadata/labels/grafana_dashboard").asText()).isEqualTo("1");
    }
}
