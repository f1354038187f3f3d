package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The chart's README: every value, with what {@code values.yaml} says above it. */
final class ValuesPage {
    private static final Pattern COMMENT = Pattern.compile(" *# -- (.*)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9_]+):.*");

    /**
     * A value.
     *
     * @param path its keys, with dots
     * @param comment what is said of it; empty when nothing is
     * @param isGroup whether there are values of their own below it
     */
    record Value(String path, String comment, boolean isGroup) {}

    private ValuesPage() {}

    /** Every value and every group of values, in the file's order. */
    static List<Value> values() {
        List<Value> values = new ArrayList<>();
        List<String> path = new ArrayList<>();
        String comment = "";
        int deepest = Integer.MAX_VALUE;
        for (String line :
                Repository.text("helm/data-streamer/values.yaml").lines().toList()) {
            Matcher said = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (said.matches()) {
                comment = said.group(1);
            } else if (key.matches() && key.group(1).length() / 2 <= deepest) {
                int depth = key.group(1).length() / 2;
                path.subList(depth, path.size()).clear();
                path.add(key.group(2));
                // what stands below a value that has a comment is its default
                deepest = comment.isEmpty() ? Integer.MAX_VALUE : depth;
                values.add(new Value(String.join(".", path), comment, comment.isEmpty()));
                comment = "";
            }
        }
        return values;
    }

    static String text() {
        JsonNode defaults = Repository.yaml("helm/data-streamer/values.yaml");
        StringBuilder page = new StringBuilder("""
                # Helm chart of the Data Streamer

                <!-- Written from values.yaml by ChartReadmeTest: do not edit, see CONTRIBUTING. -->

                Installs the job, as a FlinkDeployment for the [Flink Kubernetes Operator](https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-stable/)
                (1.13 or later, which knows Flink 2.2), and the portal. [Operations](../../docs/operations.md#on-kubernetes) says what has to be there
                before, step by step. In short:

                ```sh
                helm install streams helm/data-streamer --namespace streams --values my-values.yaml
                helm test streams --namespace streams
                ```

                What has no default is in [ci/minimal-values.yaml](ci/minimal-values.yaml); all that can be switched on in
                [ci/everything-values.yaml](ci/everything-values.yaml). For usual places there are [examples](examples): kind or minikube, EKS,
                GKE, AKS, and a cluster of your own with MinIO and Strimzi. `values.schema.json` refuses values that are not known.

                | value | default | |
                | --- | --- | --- |
                """);
        for (Value value : values()) {
            if (!value.isGroup()) {
                JsonNode byDefault = defaults.at("/" + value.path().replace('.', '/'));
                page.append("| `").append(value.path()).append("` | ");
                page.append(byDefault.isTextual() && byDefault.asText().isEmpty() ? "" : "`" + byDefault + "`");
                page.append(" | ").append(value.comment()).append(" |\n");
            }
        }
        return page.toString();
    }
}
