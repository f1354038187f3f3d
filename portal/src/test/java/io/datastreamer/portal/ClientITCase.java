package io.datastreamer.portal;

import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.secrets.Keyset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A TypeScript client with types generated from the OpenAPI document: a program that uses it compiles without a cast,
 * and manages a data stream as documented.
 */
@Timeout(300)
class ClientITCase {
    private static final Path TOOLS = Path.of(System.getProperty("test-tools.directory", "../test-tools"))
            .resolve("node_modules")
            .toAbsolutePath();

    @TempDir
    private Path directory;

    @Test
    void aProgramWithAGeneratedClientKeepsADataStream() throws Exception {
        for (String tool : List.of("openapi-typescript", "openapi-fetch", "typescript")) {
            NodeTools.require(tool);
        }
        copy("openapi.yaml");
        copy("client.ts");
        Files.writeString(directory.resolve("package.json"), "{\"type\": \"module\"}");
        Files.createSymbolicLink(directory.resolve("node_modules"), TOOLS);
        node("openapi-typescript/bin/cli.js", "openapi.yaml", "--output", "portal.d.ts");
        node(
                "typescript/bin/tsc",
                "--strict",
                "--noEmitOnError",
                "--skipLibCheck",
                "--target",
                "es2022",
                "--lib",
                "es2022,dom,dom.iterable",
                "--module",
                "nodenext",
                "client.ts");
        Path keyset = Files.writeString(
                directory.resolve("keyset.json"), Keyset.create().toJson());
        try (TestPortal portal = TestPortal.start("--secrets.keyset=file:" + keyset)) {
            assertThat(run("client.js", portal.url(), TestKeys.token(4301))).startsWith("kept ");
            assertThat(portal.get("/api/v1/streams", TestKeys.token(4301)).text("/total"))
                    .isEqualTo("0");
        }
    }

    private void copy(String resource) throws IOException {
        try (InputStream in = ClientITCase.class.getResourceAsStream("/io/datastreamer/portal/" + resource)) {
            Files.copy(Objects.requireNonNull(in, resource), directory.resolve(resource));
        }
    }

    private void node(String tool, String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of(TOOLS.resolve(tool).toString()));
        all.addAll(List.of(arguments));
        run(all.toArray(String[]::new));
    }

    /** Runs a program, which must succeed; returns its output. */
    private String run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("node"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(command + ": " + said).isZero();
        return said;
    }
}
