package io.datastreamer.connectors.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Starts Node programs that tests need. If they are not installed, the test is skipped with a message that says what to
 * do; {@code .ci/run} installs them first, and fails if a test was skipped all the same.
 */
public final class NodeTools {
    private static final Path DIRECTORY = Path.of(System.getProperty("test-tools.directory", "../test-tools"));

    private NodeTools() {}

    /** Skips the test unless Node and the package are there. */
    public static void require(String packageName) {
        assumeTrue(
                Files.isDirectory(DIRECTORY.resolve("node_modules").resolve(packageName)) && hasNode(),
                "skipped: needs Node 18 or later, and once: (cd test-tools && npm ci)");
    }

    /** Starts {@code node ARGUMENTS...} in the directory of the tools. */
    public static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Runs a CommonJS program, in any directory, that requires packages of the tools. */
    public static ProcessBuilder program(Path script) {
        ProcessBuilder process = new ProcessBuilder("node", script.toString());
        process.environment()
                .put(
                        "NODE_PATH",
                        DIRECTORY.resolve("node_modules").toAbsolutePath().toString());
        return process;
    }

    private static boolean hasNode() {
        try {
            Process version = new ProcessBuilder("node", "--version").start();
            return version.waitFor(20, TimeUnit.SECONDS) && version.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
