package io.datastreamer.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Reads documents of the second form with programs in other languages, each with the usual library and its own
 * strictness. Languages that are not on this machine are skipped; {@code .ci/run} builds programs that need a build.
 */
class StrictReadersTest {
    private static final Path READERS = Path.of("..", "test-tools", "readers").toAbsolutePath();
    private static final Set<String> TIMES =
            Set.of("timestamp", "import_date", "production_date", "tunnel_created", "start_timestamp", "end_timestamp");

    @TempDir
    static Path documents;

    private static List<String> expected = List.of();

    @BeforeAll
    static void writeDocuments() throws IOException {
        TreeMap<String, String> all = new TreeMap<>(GoldenFiles.secondEvents());
        all.putAll(GoldenFiles.secondUsage());
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, String> document : all.entrySet()) {
            Files.writeString(documents.resolve(document.getKey()), document.getValue());
            JsonNode json = Schemas.tree(document.getValue());
            boolean isEvent = json.has("event_type");
            String time = json.get(isEvent ? "timestamp" : "end_timestamp").textValue();
            lines.add((isEvent ? "event " : "usage ") + json.get("id").asText() + " "
                    + OffsetDateTime.parse(time).toInstant().toEpochMilli());
        }
        expected = lines;
    }

    @Test
    void inJavaEveryTimeIsAnOffsetDateTime() {
        List<OffsetDateTime> times = new ArrayList<>();
        GoldenFiles.secondEvents().values().forEach(text -> collectTimes(Schemas.tree(text), times));
        GoldenFiles.secondUsage().values().forEach(text -> collectTimes(Schemas.tree(text), times));

        assertThat(times).hasSizeGreaterThan(expected.size());
    }

    @Test
    void inPython() throws Exception {
        assumeTrue(
                ends("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 11))"),
                "skipped: there is no Python 3.11 on this machine");
        Path reader = READERS.resolve("reader.py");

        assertThat(said(new ProcessBuilder("python3", reader.toString(), documents.toString())
                        .redirectErrorStream(true)
                        .start()))
                .isEqualTo(expected);
    }

    @Test
    void inGo() throws Exception {
        assumeTrue(ends("go", "version"), "skipped: there is no Go on this machine");
        ProcessBuilder go = new ProcessBuilder("go", "run", "main.go", documents.toString());
        go.environment().put("CGO_ENABLED", "0");

        assertThat(said(go.directory(READERS.resolve("go").toFile())
                        .redirectErrorStream(true)
                        .start()))
                .isEqualTo(expected);
    }

    @Test
    void inRust() throws Exception {
        Path reader = READERS.resolve("rust/target/release/reader");
        assumeTrue(
                Files.isExecutable(reader),
                "skipped: there is no Rust on this machine, or the reader is not built: cargo build --release --locked in "
                        + READERS.resolve("rust"));

        assertThat(said(new ProcessBuilder(reader.toString(), documents.toString())
                        .redirectErrorStream(true)
                        .start()))
                .isEqualTo(expected);
    }

    @Test
    void inCSharp() throws Exception {
        Path reader = READERS.resolve("csharp/out/Reader.dll");
        assumeTrue(
                Files.exists(reader),
                "skipped: there is no .NET on this machine, or the reader is not built: dotnet build -c Release -o out in "
                        + READERS.resolve("csharp"));

        assertThat(said(new ProcessBuilder("dotnet", reader.toString(), documents.toString())
                        .redirectErrorStream(true)
                        .start()))
                .isEqualTo(expected);
    }

    private static void collectTimes(JsonNode json, List<OffsetDateTime> times) {
        json.properties().forEach(member -> {
            if (TIMES.contains(member.getKey()) && !member.getValue().isNull()) {
                times.add(OffsetDateTime.parse(member.getValue().textValue()));
            }
        });
        json.forEach(child -> collectTimes(child, times));
    }

    private static List<String> said(Process process) throws Exception {
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text.lines().toList();
    }

    private static boolean ends(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
