package io.datastreamer.connectors.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Starts Python programs that tests need, like {@link NodeTools}. */
public final class PythonTools {
    private static final Path DIRECTORY = Path.of(System.getProperty("test-tools.directory", "../test-tools"));

    private PythonTools() {}

    /** Skips the test unless the package is there. */
    public static void require(String packageName) {
        assumeTrue(
                Files.isDirectory(DIRECTORY.resolve("python").resolve(packageName)),
                "skipped: needs Python 3, and once: pip install --target test-tools/python -r"
                        + " test-tools/requirements.txt");
    }

    /** A file of a package. */
    public static Path file(String packageName, String path) {
        return DIRECTORY.resolve("python").resolve(packageName).resolve(path).toAbsolutePath();
    }

    /** Runs a program, in any directory, that imports packages of the tools. */
    public static ProcessBuilder program(Path script) {
        ProcessBuilder process = new ProcessBuilder("python3", script.toString());
        usingTools(process);
        return process;
    }

    /** Runs a module of the tools, like {@code python3 -m}, with these arguments. */
    public static ProcessBuilder module(String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "-m", name));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command);
        usingTools(process);
        return process;
    }

    private static void usingTools(ProcessBuilder process) {
        process.environment()
                .put("PYTHONPATH", DIRECTORY.resolve("python").toAbsolutePath().toString());
    }

    /** Starts {@code python3 ARGUMENTS...} in the directory of the tools. */
    public static Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).directory(DIRECTORY.toFile());
        usingTools(process);
        return process.redirectErrorStream(true).start();
    }
}
