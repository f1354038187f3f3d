package io.datastreamer.job;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks what a run says that cannot start. */
class LocalRunTest {
    @TempDir
    Path dir;

    @ParameterizedTest
    @ValueSource(strings = {"web-port", "metrics-port"})
    void aPortThatAnotherProgramHasIsNamed(String option) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(said("--" + option, port))
                    .startsWith("streamer: --" + option + " " + port + ": cannot be used:")
                    .contains("Choose another port, or end the program that has it.");
        }
    }

    @Test
    void aStateDirectoryThatIsAFileIsNamed() throws Exception {
        Path file = Files.createFile(dir.resolve("file"));

        assertThat(said("--state-dir", file.toString())).startsWith("streamer: --state-dir " + file + ": ");
    }

    @Test
    void aChainThatIsSwitchedOffIsNamed() throws Exception {
        assertThat(said("--flink.pipeline.operator-chaining.enabled", "false"))
                .startsWith("streamer: pipeline.operator-chaining.enabled: is false");
    }

    /** Starts a run that must not start, and returns its output. */
    private String said(String... more) throws Exception {
        List<String> options = new ArrayList<>();
        for (String input : List.of("network-records", "sims", "catalog", "streams")) {
            options.addAll(List.of("--" + input, "file:" + Files.writeString(dir.resolve(input), "")));
        }
        options.addAll(List.of(more));
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, UTF_8));
        try {
            assertThat(LocalRun.of(options.toArray(String[]::new))).isEqualTo(ExitCode.NOT_STARTED);
        } finally {
            System.setErr(before);
        }
        return said.toString(UTF_8);
    }
}
