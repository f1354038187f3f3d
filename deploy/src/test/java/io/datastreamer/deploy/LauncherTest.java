package io.datastreamer.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** What the launcher says before any Java of ours runs. */
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
        Path java = Files.createDirectories(dir.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho '    java.specification.version = " + version + "' >&2\n");
        assumeThat(java.toFile().setExecutable(true)).isTrue();
        return dir.toString();
    }

    private static Ended launch(Map<String, String> environment, String... args) throws Exception {
        ProcessBuilder builder = new ProcessBuilder();
        builder.command().add(LAUNCHER.toString());
        builder.command().addAll(List.of(args));
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
