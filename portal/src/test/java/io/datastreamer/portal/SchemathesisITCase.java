package io.datastreamer.portal;

import io.datastreamer.connectors.conformance.PythonTools;
import io.datastreamer.connectors.secrets.Keyset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Schemathesis, which only knows the OpenAPI document, sends what the document allows and what it forbids, value by
 * value: each answer must match the document, and none may be a server error. {@code
 * -Dschemathesis.phases=coverage,fuzzing,stateful} sends random requests too, {@code -Dschemathesis.examples=1000} more
 * of them for each operation, {@code -Dschemathesis.seed=S} others.
 */
@Timeout(600)
class SchemathesisITCase {
    private static final String EXAMPLES = System.getProperty("schemathesis.examples", "20");
    private static final String PHASES = System.getProperty("schemathesis.phases", "coverage");
    private static final String SEED = System.getProperty("schemathesis.seed", "1");

    private static final String TOKEN = TestKeys.token(4302);

    @TempDir
    private Path directory;

    @Test
    void findsNothing() throws Exception {
        PythonTools.require("schemathesis");
        Path keyset = Files.writeString(
                directory.resolve("keyset.json"), Keyset.create().toJson());
        try (TestPortal portal = TestPortal.start("--secrets.keyset=file:" + keyset, "--limits.streams=100000");
                AnsweringJob job = new AnsweringJob(portal, AnsweringJob::plain)) {
            Path configuration =
                    Files.writeString(directory.resolve("schemathesis.toml"), configuration(stream(portal)));
            ProcessBuilder schemathesis = PythonTools.module(
                    "schemathesis.cli",
                    "--config-file",
                    configuration.toString(),
                    "run",
                    portal.url() + "/api/v1/openapi.yaml",
                    "--header",
                    "Authorization: Bearer " + TOKEN,
                    "--phases",
                    PHASES,
                    "--max-examples",
                    EXAMPLES,
                    "--seed",
                    SEED,
                    "--generation-database",
                    "none",
                    "--continue-on-failure");
            Process run = schemathesis
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(run.getInputStream().readAllBytes(), UTF_8);
            assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(run.exitValue()).as(said).isZero();
        }
    }

    private static String stream(TestPortal portal) {
        String json = """
                {"name": "s", "stream_type": "EVENTS", "api_type": "REST_API", "state": "PAUSED",
                 "settings": {"url": "https://receiver.example.org/"}}""";
        return portal.post("/api/v1/streams", TOKEN, json).text("/id");
    }

    private static String configuration(String streamId) throws IOException {
        try (InputStream in = SchemathesisITCase.class.getResourceAsStream("schemathesis.toml")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8).replace("STREAM", streamId);
        }
    }
}
