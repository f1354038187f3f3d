package io.datastreamer.connectors.conformance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Finds the programs of this machine, also servers, which are not on the path of every user. */
public final class Programs {
    private Programs() {}

    /** The first program of this name. */
    public static Optional<Path> find(String name) {
        String[] path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1);
        return Stream.concat(Arrays.stream(path), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The first program of this name; skips the test if there is none.
     *
     * @param what what to install
     */
    public static Path require(String name, String what) {
        Optional<Path> found = find(name);
        assumeTrue(found.isPresent(), "skipped: needs " + what);
        return found.orElseThrow();
    }
}
