package io.datastreamer.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.helm.Chart.list;
import static io.datastreamer.helm.Chart.map;
import static io.datastreamer.helm.Chart.texts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The images that Jib makes hold the same files as the Dockerfiles', with the same owners and rights, and start the same.
 * Jib builds them for this, on an empty base, from a small copy of the repository: real names, and nothing in the files.
 * Needs what the build packs.
 */
class ImageArchivesITCase {
    private static final Pattern COPY =
            Pattern.compile("(?m)^COPY --chown=(\\d+:\\d+) (?:--chmod=0(\\d+) )?(\\S+) (\\S+)$");
    private static final Pattern LABEL = Pattern.compile("(org\\.opencontainers\\.[a-z.]+)=\"([^\"]*)\"");
    private static final String DEFAULT_MODE = "644";
    private static final List<String> IMAGES = List.of("job", "portal", "collect", "tools");
    /** What Jib itself writes into every image. */
    private static final List<String> OF_JIB = List.of("jib-classpath-file", "jib-main-class-file");

    @TempDir
    static Path repository;

    /** The layers of an image in one, and how it starts. */
    private record Archive(Map<String, String> files, Map<String, String> directories, JsonNode config) {}

    @BeforeAll
    static void build() throws Exception {
        Repository.assumeListsOfContents();
        for (String file : List.of("pom.xml", "LICENSE", "deploy/docker/pom.xml")) {
            Path to = repository.resolve(file);
            Files.createDirectories(to.getParent());
            // the modules that it packs would have to be built
            Files.writeString(
                    to,
                    file.startsWith("deploy/")
                            ? Repository.text(file)
                                    .replaceAll("(?s)<dependency>\\s*<groupId>io\\.datastreamer<.*?</dependency>", "")
                            : Repository.text(file));
        }
        for (String image : IMAGES) {
            Matcher copied = COPY.matcher(dockerfile(image));
            while (copied.find()) {
                standIn(copied.group(3));
            }
        }
        List<String> command = new ArrayList<>(List.of(
                Repository.path("mvnw").toString(),
                "--quiet",
                "--file",
                repository.resolve("deploy/docker/pom.xml").toString(),
                "-Dimage.job.base=scratch",
                "-Dimage.java.base=scratch",
                "resources:resources"));
        IMAGES.forEach(image -> command.add("jib:buildTar@" + image));
        Process maven = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(maven.getInputStream().readAllBytes(), UTF_8);
        assertThat(maven.waitFor()).as(said).isZero();
    }

    /** Files of the same names, with nothing in them. */
    private static void standIn(String copied) throws IOException {
        try (Stream<Path> files = Files.walk(Repository.path(copied))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = repository.resolve(Repository.path(".").normalize().relativize(file));
                Files.createDirectories(to.getParent());
                if (Files.notExists(to)) {
                    Files.setPosixFilePermissions(Files.createFile(to), PosixFilePermissions.fromString("rw-r--r--"));
                }
            }
        }
    }

    private static String dockerfile(String image) {
        return Repository.text("deploy/docker/" + image + "/Dockerfile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "portal", "collect", "tools"})
    void theFilesAreThoseOfTheDockerfile(String image) throws Exception {
        Map<String, String> expected = new TreeMap<>();
        Matcher copied = COPY.matcher(dockerfile(image));
        while (copied.find()) {
            String rights = (copied.group(2) == null ? DEFAULT_MODE : copied.group(2)) + " " + copied.group(1);
            Path from = repository.resolve(copied.group(3));
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String below = from.relativize(file).toString();
                    expected.put(copied.group(4) + (below.isEmpty() ? "" : "/" + below), rights);
                }
            }
        }
        Archive archive = archive(image);
        assertThat(expected).hasSizeGreaterThan(4);
        assertThat(archive.files()).isEqualTo(expected);
        assertThat(archive.directories().values()).containsOnly("755 0:0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job", "portal", "collect", "tools"})
    void theyStartTheSame(String image) throws Exception {
        String dockerfile = dockerfile(image);
        JsonNode config = archive(image).config();
        assertThat(texts(config.get("Entrypoint"))).isEqualTo(texts(Repository.parsed(line(dockerfile, "ENTRYPOINT"))));
        assertThat(config.path("User").asText()).isEqualTo(line(dockerfile, "USER"));
        assertThat(config.path("Cmd").isNull() || config.path("Cmd").isEmpty()).isTrue();
        List<String> exposed = Arrays.stream(line(dockerfile, "EXPOSE").split(" "))
                .filter(port -> !port.isEmpty())
                .map(port -> port.contains("/") ? port : port + "/tcp")
                .toList();
        assertThat(map(config.path("ExposedPorts")).keySet()).containsExactlyInAnyOrderElementsOf(exposed);
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(dockerfile);
        while (label.find()) {
            labels.put(label.group(1), label.group(2).replace("${BASE}", "scratch"));
        }
        assertThat(labels).hasSizeGreaterThan(4);
        assertThat(map(config.get("Labels"))).isEqualTo(labels);
    }

    @Test
    void theListOfWhatIsInsideNamesIt() {
        JsonNode job = Repository.json("job/target/bom.json");
        assertThat(list(job.get("components")).stream()
                        .map(component -> component.path("name").asText())
                        .toList())
                .contains("connectors", "flink-connector-kafka", "flink-s3-fs-hadoop", "okhttp-jvm")
                .doesNotContain("assertj-core");
        assertThat(Repository.json("portal/target/bom.json").toString()).contains("pkg:maven/io.javalin/javalin@");
        assertThat(Repository.json("tools/target/bom.json").toString())
                .contains("pkg:maven/org.apache.kafka/kafka_2.13@");
    }

    private static String line(String dockerfile, String instruction) {
        Matcher line = Pattern.compile("(?m)^" + instruction + " (.+)$").matcher(dockerfile);
        return line.find() ? line.group(1) : "";
    }

    private static Archive archive(String image) throws IOException {
        Path tar = repository.resolve("deploy/docker/target/data-streamer-" + image + ".tar");
        Map<String, String> files = new TreeMap<>();
        Map<String, String> directories = new TreeMap<>();
        JsonNode config = null;
        try (TarArchiveInputStream outer = new TarArchiveInputStream(Files.newInputStream(tar))) {
            for (TarArchiveEntry part = outer.getNextEntry(); part != null; part = outer.getNextEntry()) {
                if (part.getName().equals("config.json")) {
                    config = Repository.parsed(new String(outer.readAllBytes(), UTF_8))
                            .get("config");
                } else if (part.getName().endsWith(".tar.gz")) {
                    layer(new GZIPInputStream(outer), files, directories);
                }
            }
        }
        if (config == null) {
            throw new AssertionError(tar + " has no config.json");
        }
        return new Archive(files, directories, config);
    }

    private static void layer(InputStream in, Map<String, String> files, Map<String, String> directories)
            throws IOException {
        TarArchiveInputStream layer = new TarArchiveInputStream(in);
        for (TarArchiveEntry entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
            String path = "/" + entry.getName();
            String rights = Integer.toOctalString(entry.getMode() & 0777) + " " + entry.getLongUserId() + ":"
                    + entry.getLongGroupId();
            if (entry.isDirectory()) {
                directories.put(path, rights);
            } else if (!OF_JIB.contains(path.substring(path.lastIndexOf('/') + 1))) {
                files.put(path, rights);
            }
        }
    }
}
