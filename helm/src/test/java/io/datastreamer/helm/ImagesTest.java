package io.datastreamer.helm;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

/** The images: their sources are there, and their versions are those of the pom. */
class ImagesTest {
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--\\S+ )*(\\S+) (\\S+)$");

    private static String dockerfile(String image) {
        return Repository.text("deploy/docker/" + image + "/Dockerfile");
    }

    private static List<String> copied(String dockerfile) {
        List<String> sources = new ArrayList<>();
        Matcher copy = COPY.matcher(dockerfile);
        while (copy.find()) {
            sources.add(copy.group(1));
        }
        return sources;
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "portal", "collect", "tools"})
    void whatIsCopiedIsThereAfterTheBuildAndNotLeftOut(String image) {
        List<String> sources = copied(dockerfile(image));
        assertThat(sources).hasSizeGreaterThan(1);
        List<String> kept = Repository.text(".dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();
        for (String source : sources) {
            assertThat(kept).contains(source);
            String made = source.replaceFirst("/target/.*", "/pom.xml");
            assertThat(Files.exists(Repository.path(made))).as(made).isTrue();
            if (source.contains("/target/")) {
                assertThat(Repository.text(made))
                        .as("the build makes " + source)
                        .contains(builtName(source));
            }
        }
    }

    /** Or {@code -pl deploy/docker -am} would pack what an earlier build has left. */
    @ParameterizedTest
    @ValueSource(strings = {"job", "portal", "collect", "tools"})
    void jibBuildsBeforeItPacks(String image) {
        String pom = Repository.text("deploy/docker/pom.xml");
        for (String source : copied(dockerfile(image))) {
            if (source.contains("/target/")) {
                Matcher name = Pattern.compile("</parent>\\s*<artifactId>([^<]+)<")
                        .matcher(Repository.text(source.replaceFirst("/target/.*", "/pom.xml")));
                assertThat(name.find()).isTrue();
                assertThat(pom).contains("<artifactId>" + name.group(1) + "</artifactId>");
            }
        }
    }

    /** Layers say who owns each directory on the way: Flink's own belongs to its user. */
    @Test
    void nothingGoesIntoFlinksOwnDirectory() {
        assertThat(dockerfile("job").lines().filter(line -> line.startsWith("COPY")))
                .isNotEmpty()
                .noneMatch(line -> line.contains(" /opt/flink"));
    }

    /** How the pom of its module names what is built. */
    private static String builtName(String source) {
        String file = source.substring(source.lastIndexOf('/') + 1);
        return file.equals("lib")
                ? "/lib</outputDirectory>"
                : file.equals("bom.json")
                        ? "cyclonedx-maven-plugin"
                        : file.equals("plugins")
                                ? "/plugins/"
                                : file.equals("streamer-job.jar")
                                        ? file
                                        : "<finalName>" + file.replace(".jar", "") + "</finalName>";
    }

    @Test
    void versionsAreThoseOfThePom() {
        String job = dockerfile("job");
        String flink = Versions.of("flink.version");
        assertThat(job).contains("ARG BASE=flink:" + flink + "-java" + Versions.of("java.version"));
        assertThat(dockerfile("portal")).contains("ARG BASE=eclipse-temurin:" + Versions.of("java.version") + "-jre");
        assertThat(dockerfile("collect")).contains("ARG BASE=eclipse-temurin:" + Versions.of("java.version") + "-jre");
        assertThat(dockerfile("tools")).contains("ARG BASE=eclipse-temurin:" + Versions.of("java.version") + "-jre");
        for (String image : List.of("job", "portal", "collect", "tools")) {
            assertThat(dockerfile(image))
                    .contains("org.opencontainers.image.version=\"" + Versions.project() + "\"")
                    .contains("-t data-streamer-" + image + ":" + Versions.project());
        }
        assertThat(Chart.of("minimal")
                        .one("FlinkDeployment", "rel-data-streamer")
                        .at("/spec/flinkVersion")
                        .asText())
                .isEqualTo("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "portal", "collect", "tools"})
    void nobodyIsRootAndNothingCopiedCanBeChanged(String image) {
        String dockerfile = dockerfile(image);
        assertThat(dockerfile).contains("\nUSER 9999:9999\n").doesNotContain("USER root");
        assertThat(dockerfile.lines().filter(line -> line.startsWith("COPY")))
                .allMatch(line -> line.contains("--chown=0:0"));
    }

    @Test
    void theChartStartsWhatIsInThem() {
        Chart chart = Chart.of("minimal");
        var flink = chart.one("FlinkDeployment", "rel-data-streamer").get("spec");
        assertThat(flink.path("image").asText()).isEqualTo("data-streamer-job:" + Versions.project());
        assertThat(dockerfile("job")).contains(flink.at("/job/jarURI").asText().replace("local://", ""));
        assertThat(chart.one("Deployment", "rel-data-streamer-portal")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("data-streamer-portal:" + Versions.project());
        assertThat(Chart.of("everything")
                        .one("Deployment", "rel-data-streamer-collector")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("registry.example.org/data-streamer-collect:1.2.3");
        assertThat(Chart.of("demo")
                        .one("StatefulSet", "rel-data-streamer-kafka")
                        .at("/spec/template/spec/containers/0/image")
                        .asText())
                .isEqualTo("data-streamer-tools:" + Versions.project());
        assertThat(dockerfile("job"))
                .as("what Flink starts its pods by")
                .contains(" "
                        + flink.path("flinkConfiguration")
                                .path("kubernetes.entry.path")
                                .asText() + "\n");
        assertThat(flink.at("/podTemplate/spec/securityContext/runAsUser").asInt())
                .isEqualTo(9999);
    }
}
