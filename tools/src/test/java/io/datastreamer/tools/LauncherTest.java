package io.datastreamer.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What the launcher prints before any of our Java code runs. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "streamer").toAbsolutePath();

    @TempDir
    Path dir;

    private record Ended(int exitCode, String output) {}

    @Test
    void helpListsTheCommands() throws Exception {
        Ended help = launch(Map.of(), "help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.output())
                .contains(
                        "  quickstart ",
                        "  chaos ",
                        "  run ",
                        "  simulate ",
                        "  receive ",
                        "  farm ",
                        "  broker ",
                        "  check ",
                        "  generate ",
                        "  bench ",
                        "STREAMER_JAVA_OPTS");
        assertThat(launch(Map.of())).isEqualTo(help);
    }

    @Test
    void versionIsThatOfThePom() throws Exception {
        Ended version = launch(Map.of("JAVA_HOME", "/nowhere"), "--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.output()).matches("data-streamer [0-9]\\S+\n");
        assertThat(Files.readString(LAUNCHER.resolveSibling("pom.xml")))
                .contains("<version>" + version.output().split("[ \n]", -1)[1] + "</version>");
    }

    @Test
    void anotherShellIsToldThatItWantsBash() throws Exception {
        assumeThat(run(Map.of(), "sh", "-c", "echo ${BASH_VERSION:-none}").output())
                .as("what sh is here")
                .isEqualTo("none\n");

        Ended ended = run(Map.of(), "sh", LAUNCHER.toString(), "help");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output())
                .isEqualTo("streamer: this script needs bash. Start it as ./streamer, or with bash streamer.\n");
    }

    @Test
    void commandsStartedSideBySideWaitForOneBuild() throws Exception {
        Path checkout = checkout();

        Process first = start(Map.of(), checkout.resolve("streamer").toString(), "receive");
        Process second = start(Map.of(), checkout.resolve("streamer").toString(), "run");
        first.waitFor();
        second.waitFor();

        assertThat(Files.readAllLines(checkout.resolve("builds")))
                .containsExactly("job,portal,collect,tools,quickstart");
        assertThat(output(first)).contains("started io.datastreamer.tools.receive.Receive");
        assertThat(output(second)).contains("started io.datastreamer.job.StreamerJob");
    }

    @Test
    void aChangeBuildsItsModuleOnly() throws Exception {
        Path checkout = checkout();
        run(Map.of(), checkout.resolve("streamer").toString(), "build");
        Path source = checkout.resolve("job/src/main/Changed.java");
        Files.writeString(source, "");
        assumeThat(source.toFile().setLastModified(System.currentTimeMillis() + 10_000))
                .isTrue();

        run(Map.of(), checkout.resolve("streamer").toString(), "build");

        assertThat(Files.readAllLines(checkout.resolve("builds")))
                .containsExactly("job,portal,collect,tools,quickstart", "job");
    }

    @Test
    void aReleaseIsNotBuilt() throws Exception {
        Path release = checkout();
        Files.delete(release.resolve("pom.xml"));
        Files.writeString(release.resolve("VERSION"), "1.2.3\n");

        Ended run = run(Map.of(), release.resolve("streamer").toString(), "run");

        assertThat(run.output()).contains("started io.datastreamer.job.StreamerJob");
        assertThat(release.resolve("builds")).doesNotExist();
        assertThat(run(Map.of(), release.resolve("streamer").toString(), "--version"))
                .isEqualTo(new Ended(0, "data-streamer 1.2.3\n"));
        assertThat(run(Map.of(), release.resolve("streamer").toString(), "bench", "micro")
                        .output())
                .contains("bench is not part of a release");
        assertThat(run(Map.of(), release.resolve("streamer").toString(), "chaos")
                        .output())
                .contains("chaos is not part of a release");
    }

    @ParameterizedTest
    @CsvSource({"17,false", "23,false", "24,true", "25,true"})
    void laterVersionsOfJavaAreAskedNotToWarn(String version, boolean asked) throws Exception {
        Path checkout = checkout();

        Ended ended = run(
                Map.of("JAVA_HOME", fakeJava(version)),
                checkout.resolve("streamer").toString(),
                "receive");

        assertThat(ended.output().contains("--enable-native-access")).isEqualTo(asked);
    }

    @Test
    void unknownCommandIsNamed() throws Exception {
        Ended ended = launch(Map.of(), "fly");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).contains("streamer: there is no command 'fly'.");
    }

    @Test
    void benchWantsItsKind() throws Exception {
        Ended ended = launch(Map.of(), "bench");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output())
                .contains("streamer: bench wants a kind, such as micro or isolation; ./streamer bench --help");
    }

    @ParameterizedTest
    @CsvSource({"1.8", "9", "11", "16"})
    void javaThatIsTooOldIsNamed(String version) throws Exception {
        Ended ended = launch(Map.of("JAVA_HOME", fakeJava(version)), "run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output())
                .contains("streamer: Java " + version + " is too old", "Version 17 or later is needed");
    }

    @Test
    void missingJavaIsNamed() throws Exception {
        Ended ended = launch(Map.of("JAVA_HOME", dir.resolve("absent").toString()), "run");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.output()).contains("there is no Java (" + dir.resolve("absent/bin/java") + ")");
    }

    private String fakeJava(String version) throws IOException {
        script(
                Files.createDirectories(dir.resolve("bin")).resolve("java"),
                "echo '    java.specification.version = " + version + "' >&2; echo \"$@\"");
        return dir.toString();
    }

    /**
     * A launcher with a fake Maven that records what it should build, and a fake Java that prints what it should start.
     */
    private Path checkout() throws IOException {
        Path checkout = Files.createDirectories(dir.resolve("checkout"));
        for (String module :
                List.of("contract", "connectors", "options", "job", "portal", "collect", "tools", "quickstart")) {
            Files.createDirectories(checkout.resolve(module + "/src/main"));
            Files.createDirectories(checkout.resolve(module + "/target"));
            Files.createFile(checkout.resolve(module + "/pom.xml"));
        }
        Files.createDirectories(checkout.resolve("deploy/sample/network"));
        Files.createFile(checkout.resolve("pom.xml"));
        Files.copy(LAUNCHER, checkout.resolve("streamer"), StandardCopyOption.COPY_ATTRIBUTES);
        script(checkout.resolve("mvnw"), "while [ \"$1\" != -pl ]; do shift; done; echo \"$2\" >>builds");
        script(
                Files.createDirectories(dir.resolve("jdk/bin")).resolve("java"),
                "case $1 in -XshowSettings*) echo '    java.specification.version = 17' >&2; exit; esac",
                "for word in \"$@\"; do case $word in io.datastreamer.*) echo \"started $word\"; esac; done");
        return checkout;
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assumeThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Ended launch(Map<String, String> environment, String... args) throws Exception {
        return run(
                environment,
                Stream.concat(Stream.of(LAUNCHER.toString()), Stream.of(args)).toArray(String[]::new));
    }

    private Ended run(Map<String, String> environment, String... command) throws Exception {
        Process process = start(environment, command);
        String output = output(process);
        return new Ended(process.waitFor(), output);
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (Files.exists(dir.resolve("jdk"))) {
            builder.environment().put("JAVA_HOME", dir.resolve("jdk").toString());
        }
        builder.environment().putAll(environment);
        return builder.redirectErrorStream(true).start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
