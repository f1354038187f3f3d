package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.tools.process.ChildJvm;
import io.datastreamer.tools.process.FreePort;
import io.datastreamer.tools.process.Parts;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static io.datastreamer.helm.Chart.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@code values-demo.yaml} starts beside Flink, started on this machine with the chart's own command lines and files:
 * they differ in addresses, ports and directories alone. Needs what the build packs.
 */
class DemoITCase {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Chart CHART = Chart.of("demo");
    private static final String NAME = "rel-data-streamer-";

    @TempDir
    Path dir;

    @Test
    void theBrokerTheNetworkTheServersAndThePortalStart() throws Exception {
        String kafka = Integer.toString(FreePort.find());
        String control = Integer.toString(FreePort.find());
        try (Parts parts = new Parts("demo")) {
            ChildJvm broker = parts.add(() -> tool(
                    "broker",
                    changed(
                            args("kafka"),
                            Map.of(
                                    "--dir",
                                    dir.resolve("kafka").toString(),
                                    "--listen",
                                    "127.0.0.1",
                                    "--host",
                                    "localhost",
                                    "--port",
                                    kafka,
                                    "--streams",
                                    file("kafka", "streams.jsonl")))));
            ChildJvm farm = parts.add(() -> tool(
                    "farm",
                    changed(
                            args("farm"),
                            Map.of(
                                    "--listen",
                                    "127.0.0.1",
                                    "--port",
                                    "0",
                                    "--control-port",
                                    control,
                                    "--endpoints",
                                    file("demo-farm", "endpoints")))));
            await().atMost(LONG).until(() -> says(broker, "the topics are there") && says(farm, "control on"));
            ChildJvm portal = parts.add(() -> portal("localhost:" + kafka));
            ChildJvm simulator = parts.add(() -> tool(
                    "simulator",
                    changed(args("simulator"), Map.of("--kafka", "localhost:" + kafka, "--duration", "1s"))));

            assertThat(simulator.exitCode(LONG.toSeconds()))
                    .as(simulator.said())
                    .isZero();
            assertThat(simulator.said()).contains("simulate: 20 records");
            HttpResponse<String> endpoints = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + control + "/endpoints"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            for (JsonNode stream :
                    Repository.documents(data("kafka", "streams.jsonl").replace("}\n{", "}\n---\n{"))) {
                URI url = URI.create(stream.at("/settings/url").asText());
                assertThat(url.getHost()).isEqualTo(NAME + "demo-farm");
                assertThat(url.getPort())
                        .isEqualTo(CHART.one("Service", NAME + "demo-farm")
                                .at("/spec/ports/0/port")
                                .asInt());
                assertThat(endpoints.body())
                        .contains("\"endpoint\":\"" + url.getPath().substring(1) + "\"");
            }
            await().atMost(LONG)
                    .until(() -> says(portal, "portal: log in as operator: http://localhost:8080/#/login/"));
        }
    }

    private static boolean says(ChildJvm process, String words) throws Exception {
        assertThat(process.isAlive()).as(process.said()).isTrue();
        return process.said().contains(words);
    }

    /** The main class of a part of the demo, and its arguments. */
    private static List<String> args(String part) {
        return CHART.podTemplates().stream()
                .filter(pod -> pod.at("/metadata/labels")
                        .path("app.kubernetes.io/component")
                        .asText()
                        .equals("demo-" + part))
                .findFirst()
                .map(pod -> texts(pod.at("/spec/containers/0/args")))
                .orElseThrow();
    }

    private static List<String> changed(List<String> args, Map<String, String> values) {
        List<String> changed = new ArrayList<>(args);
        values.forEach((option, value) -> {
            assertThat(changed).contains(option);
            changed.set(changed.indexOf(option) + 1, value);
        });
        return changed;
    }

    private static String data(String configMap, String file) {
        return CHART.one("ConfigMap", NAME + configMap).path("data").path(file).asText();
    }

    private String file(String configMap, String file) throws Exception {
        return Files.writeString(dir.resolve(file), data(configMap, file)).toString();
    }

    private ChildJvm tool(String name, List<String> args) throws Exception {
        return start(name, "tools/target/streamer-tools.jar", "tools/target/lib", "log4j2.properties", args);
    }

    private ChildJvm portal(String kafka) throws Exception {
        String options = CHART.one("ConfigMap", "rel-data-streamer-portal")
                .at("/data/portal.yaml")
                .asText();
        String here = options.replace(NAME + "kafka:9092", kafka)
                .replace("server.host: \"0.0.0.0\"", "server.host: \"127.0.0.1\"")
                .replace("server.port: \"8080\"", "server.port: \"0\"");
        Path config = Files.writeString(dir.resolve("portal.yaml"), here);
        return start(
                "portal",
                "portal/target/streamer-portal.jar",
                "portal/target/lib",
                "log4j2-portal.properties",
                List.of("io.datastreamer.portal.Portal", "--config", config.toString()));
    }

    private ChildJvm start(String name, String jar, String lib, String logging, List<String> args) throws Exception {
        return ChildJvm.start(new ChildJvm.Command(
                name,
                List.of(
                        "-Xmx384m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dlog4j2.configurationFile=" + Repository.path("deploy/conf/" + logging)),
                List.of(Repository.path(jar).toString(), Repository.path(lib) + "/*"),
                args.get(0),
                args.subList(1, args.size()),
                Map.of(),
                dir.resolve(name + ".log")));
    }
}
