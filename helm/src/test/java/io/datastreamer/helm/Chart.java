package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What the chart makes of values: Helm itself makes it. */
final class Chart {
    /** The sets of values in {@code ci}, which charts keep for their tests. */
    static final List<String> SETS = List.of("minimal", "small", "everything");

    /** A set for a look, beside the chart's defaults; those for usual places, in {@code examples}; and the sets for tests. */
    static final List<String> ALL_SETS = Stream.concat(
                    SETS.stream(), Stream.of("demo", "kind", "eks", "gke", "aks", "on-premises"))
            .toList();

    static final String RELEASE = "rel";
    static final String NAMESPACE = "streams";
    /** Without a cluster Helm takes a version that is long gone. */
    private static final String KUBERNETES = "1.31.0";

    private static final Path SOURCE = Repository.path("helm/data-streamer");
    private static final Path DIRECTORY = withoutHooks();
    private static final Map<String, Chart> MADE = new ConcurrentHashMap<>();

    private final List<JsonNode> objects;

    private Chart(List<JsonNode> objects) {
        this.objects = objects;
    }

    static LintResult lint() {
        return new Helm(SOURCE).lint().strict().call();
    }

    /** The objects for a set of values. */
    static Chart of(String set) {
        return MADE.computeIfAbsent(set, name -> of(name, Map.of()));
    }

    /** The objects for a set of values, some of them changed. */
    static Chart of(String set, Map<String, ?> changes) {
        return new Chart(Repository.documents(text(set, changes)));
    }

    private static String text(String set, Map<String, ?> changes) {
        TemplateCommand template = template(values(set));
        changes.forEach(template::set);
        return template.call();
    }

    /** The file of a set. */
    static Path values(String set) {
        return set.equals("demo")
                ? DIRECTORY.resolve("values-demo.yaml")
                : DIRECTORY.resolve(SETS.contains(set) ? "ci" : "examples").resolve(set + "-values.yaml");
    }

    /** The objects for the values of a file, as Helm writes them. */
    static String text(Path values) {
        return template(values).call();
    }

    /** A copy, for this process alone, in which the pod of {@code helm test} is an object as any other: Helm's library leaves hooks out. */
    private static Path withoutHooks() {
        try (Stream<Path> files = Files.walk(SOURCE)) {
            Path copy = Files.createTempDirectory(Path.of("target"), "chart-").toAbsolutePath();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(SOURCE.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replace("helm.sh/hook", "example.org/hook"));
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TemplateCommand template(Path values) {
        return new Helm(DIRECTORY)
                .template()
                .withName(RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeVersion(KUBERNETES)
                // Helm's library, unlike its command, asks a cluster even when it only renders
                .set("checks.cluster", false)
                .withValuesFile(values);
    }

    List<JsonNode> objects() {
        return objects;
    }

    List<JsonNode> all(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** The object of a kind and a name. */
    JsonNode one(String kind, String name) {
        return all(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " among " + names()));
    }

    boolean has(String kind, String name) {
        return all(kind).stream().anyMatch(object -> name(object).equals(name));
    }

    List<String> names() {
        return objects.stream()
                .map(object -> object.path("kind").asText() + "/" + name(object))
                .toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** The templates of the pods that these objects start. */
    List<JsonNode> podTemplates() {
        List<JsonNode> templates = new ArrayList<>();
        all("FlinkDeployment").forEach(flink -> templates.add(flink.at("/spec/podTemplate")));
        for (String kind : List.of("Deployment", "StatefulSet", "Job")) {
            all(kind).forEach(workload -> templates.add(workload.at("/spec/template")));
        }
        templates.addAll(all("Pod"));
        return templates;
    }

    /** The elements of a list. */
    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static List<String> texts(JsonNode array) {
        return list(array).stream().map(JsonNode::asText).toList();
    }

    /** The text members of an object. */
    static Map<String, String> map(JsonNode object) {
        Map<String, String> map = new java.util.TreeMap<>();
        object.properties()
                .forEach(entry -> map.put(entry.getKey(), entry.getValue().asText()));
        return map;
    }
}
