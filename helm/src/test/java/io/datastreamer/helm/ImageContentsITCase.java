package io.datastreamer.helm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * What is copied into the images, started without a container engine: as a user that nobody knows, without capabilities,
 * on a root that cannot be written; the machine's own system stands for the base image. Needs what the build packs.
 */
class ImageContentsITCase {
    private static final Pattern COPY = Pattern.compile("(?m)^COPY (?:--\\S+ )*(\\S+) (\\S+)$");
    /** Enters the root: what the machine lends is read-only, and only /tmp is not. */
    private static final String ENTER = """
            set -eu
            root=$1
            shift
            mount --bind "$root" "$root"
            for lent in usr etc dev proc; do mount --rbind "/$lent" "$root/$lent"; done
            mount -t tmpfs tmpfs "$root/tmp"
            chmod 1777 "$root/tmp"
            mount -o remount,bind,ro "$root"
            exec chroot "$root" setpriv --reuid=12345 --regid=12345 --clear-groups --no-new-privs --inh-caps=-all \\
              --bounding-set=-all "$@"
            """;

    @TempDir
    Path dir;

    /** How a process has ended, and all that it has said. */
    private record End(int code, String said) {}

    @Test
    void thePortalStartsAsAnybodyOnAReadOnlyRoot() throws Exception {
        Path root = root("portal");
        End end = inside(root, started("portal", "--help"));
        assertThat(end.code()).as(end.said()).isZero();
        assertThat(end.said()).contains("Usage: ./streamer portal");
        assertThat(inside(root, List.of("touch", "/opt/streamer/x")).said()).contains("Read-only file system");
    }

    @Test
    void theToolsStartAsAnybodyOnAReadOnlyRoot() throws Exception {
        End end = inside(root("tools"), started("tools", "io.datastreamer.tools.farm.FarmCommand", "--for", "1ms"));
        assertThat(end.code()).as(end.said()).isZero();
        assertThat(end.said()).contains("farm: 0 requests");
    }

    /** What the image starts, with arguments. */
    private static List<String> started(String image, String... arguments) {
        Matcher entrypoint = Pattern.compile("(?m)^ENTRYPOINT (\\[.*\\])$")
                .matcher(Repository.text("deploy/docker/" + image + "/Dockerfile"));
        assertThat(entrypoint.find()).isTrue();
        List<String> command = new ArrayList<>(Chart.texts(Repository.parsed(entrypoint.group(1))));
        command.addAll(List.of(arguments));
        return command;
    }

    @Test
    void theJobStartsAsAnybodyOnAReadOnlyRoot() throws Exception {
        Path root = root("job");
        flink(root.resolve("opt/flink"));
        copy(Repository.path("job/target/flink-lib"), root.resolve("opt/flink/lib"));
        // what the operator has Flink start: a script of Flink's by its name
        End end = inside(
                root, List.of("/opt/streamer/bin/entrypoint.sh", "bash", "-c", "kubernetes-jobmanager.sh one two"));
        assertThat(end.code()).as(end.said()).isZero();
        assertThat(end.said()).contains("started with one two").contains("metrics-prometheus", "s3-fs-hadoop");
        assertThat(end.said()).doesNotContain("Read-only");
        End version = inside(
                root,
                List.of(
                        "java",
                        "-cp",
                        "/opt/streamer/usrlib/streamer-job.jar:/opt/flink/lib/*",
                        "io.datastreamer.job.StreamerJob",
                        "--version"));
        assertThat(version.said()).contains("data-streamer " + Versions.project());
    }

    @Test
    void thePluginsOfTheBaseImageAreThereWhenTheyAreAskedFor() throws Exception {
        Path home = Files.createDirectories(dir.resolve("home"));
        flink(home.resolve("flink"));
        End found = entrypoint(home, "gs-fs-hadoop");
        assertThat(found.code()).as(found.said()).isZero();
        assertThat(found.said()).contains("gs-fs-hadoop").contains("metrics-prometheus");
        End absent = entrypoint(home, "oss-fs-hadoop");
        assertThat(absent.code()).isEqualTo(1);
        assertThat(absent.said()).contains("STREAMER_PLUGINS: the image has no");
    }

    private End entrypoint(Path home, String plugins) throws Exception {
        ProcessBuilder command = new ProcessBuilder(
                Repository.path("deploy/docker/job/entrypoint.sh").toString(), "kubernetes-jobmanager.sh");
        command.environment()
                .putAll(Map.of(
                        "FLINK_HOME", home.resolve("flink").toString(),
                        "STREAMER_HOME", home.resolve("streamer").toString(),
                        "TMPDIR", dir.toString(),
                        "STREAMER_PLUGINS", plugins));
        return end(command);
    }

    /** As much of Flink's distribution as the entrypoint touches. */
    private static void flink(Path home) throws IOException {
        for (String part : List.of("bin", "lib", "opt", "plugins/metrics-prometheus")) {
            Files.createDirectories(home.resolve(part));
        }
        Files.createFile(home.resolve("opt/flink-gs-fs-hadoop-2.2.1.jar"));
        Path script = Files.writeString(
                home.resolve("bin/kubernetes-jobmanager.sh"),
                "#!/bin/sh\necho \"started with $*\"\nls \"$FLINK_PLUGINS_DIR\" && ls -L \"$FLINK_PLUGINS_DIR\"/*\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A root with what the image's Dockerfile copies. */
    private Path root(String image) throws Exception {
        assumeTrue(
                end(new ProcessBuilder("unshare", "-m", "true")).code() == 0,
                "skipped: needs root, to enter a root of its own");
        Repository.assumeListsOfContents();
        Path root = Files.createDirectories(dir.resolve(image));
        for (String lent : List.of("usr", "etc", "dev", "proc", "tmp")) {
            Files.createDirectories(root.resolve(lent));
        }
        for (String merged : List.of("bin", "sbin", "lib", "lib64")) {
            if (Files.exists(Path.of("/usr", merged))) {
                Files.createSymbolicLink(root.resolve(merged), Path.of("usr", merged));
            }
        }
        Matcher copy = COPY.matcher(Repository.text("deploy/docker/" + image + "/Dockerfile"));
        while (copy.find()) {
            copy(Repository.path(copy.group(1)), root.resolve(copy.group(2).substring(1)));
        }
        // a directory for tests is its owner's alone
        Path shared = Path.of(System.getProperty("java.io.tmpdir"));
        for (Path of = root; of != null && !of.equals(shared); of = of.getParent()) {
            Files.setPosixFilePermissions(of, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        return root;
    }

    /** By links, where the file system has them: it is a quarter of a gigabyte. */
    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = Files.isDirectory(from) ? to.resolve(from.relativize(file)) : to;
                Files.createDirectories(target.getParent());
                try {
                    Files.createLink(target, file);
                } catch (FileSystemException | UnsupportedOperationException e) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static End inside(Path root, List<String> command) throws Exception {
        List<String> line = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", ENTER, "enter", root.toString()));
        line.addAll(command);
        return end(new ProcessBuilder(line));
    }

    private static End end(ProcessBuilder command) throws IOException, InterruptedException {
        Process process = command.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        return new End(process.exitValue(), said);
    }
}
