package io.datastreamer.helm;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;

/** The images: their sources are there, and their versions are those of the pom. */
class ImagesTest {
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--\\S+ )*(\\S+) (\\S+)$");

    private static final Pattern JIB_PATH = Pattern.compile(
            "<path>\\s*<from>([^<]+)</from>\\s*<into>([^<]+)</into>\\s*(?:<includes>([^<]+)</includes>\\s*)?</path>");

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
    @ValueSource(strings = {"job", "portal"})
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

    /** How the pom of its module names what is built. */
    private static String builtName(String source) {
        String file = source.substring(source.lastIndexOf('/') + 1);
        return file.equals("lib")
                ? "/lib</outputDirectory>"
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
        for (String image : List.of("job", "portal")) {
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

    /** What is copied where: Docker makes one image of it and Jib the other. */
    @ParameterizedTest
    @ValueSource(strings = {"job", "portal"})
    void jibCopiesTheSameToTheSamePlaces(String image) {
        Map<String, String> docker = new TreeMap<>();
        Matcher copy = COPY.matcher(dockerfile(image));
        while (copy.find()) {
            docker.put(copy.group(2), copy.group(1));
        }
        Map<String, String> jib = new TreeMap<>();
        Matcher path = JIB_PATH.matcher(jib(image));
        while (path.find()) {
            String from =
                    path.group(1).replace("${root}/", "").replace("${project.build.directory}/licenses", "LICENSE");
            String file = path.group(3) == null ? "" : "/" + path.group(3);
            jib.put(path.group(2) + (from.equals("LICENSE") ? "/LICENSE" : file), from + file);
        }
        assertThat(jib).isEqualTo(docker);
        Matcher label =
                Pattern.compile("image\\.(title|description)=\"([^\"]+)\"").matcher(dockerfile(image));
        while (label.find()) {
            assertThat(jib(image)).contains("image." + label.group(1) + ">" + label.group(2) + "<");
        }
        Matcher entrypoint = Pattern.compile("(?m)^ENTRYPOINT \\[(.*)\\]$").matcher(dockerfile(image));
        assertThat(entrypoint.find()).isTrue();
        assertThat(jib(image))
                .contains("<entrypoint>" + entrypoint.group(1).replace("\"", "").replace(", ", ",") + "<");
    }

    private static String jib(String image) {
        String pom = Repository.text("deploy/docker/pom.xml");
        int from = pom.indexOf("<id>" + image + "</id>");
        return pom.substring(from, pom.indexOf("</execution>", from));
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "portal"})
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
        assertThat(flink.at("/podTemplate/spec/securityContext/runAsUser").asInt())
                .isEqualTo(9999);
    }
}
