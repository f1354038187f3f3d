package io.datastreamer.job.ingest.files;

import io.datastreamer.job.record.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads odd files and compares the result. The files in {@code inputs} were made by gzip, zstd, bzip2 and by hand;
 * {@code expected.txt} has a paragraph for each: its name, then a line for each record. {@code =} is a record as it is,
 * {@code !} one whose flaw contains the words. The bytes of a flawed record follow after {@code <-}.
 */
class InputCorpusTest {
    private static final Path INPUTS = Path.of("src/test/resources/inputs");
    private static final int MAX_BYTES = 200;

    @TempDir
    Path dir;

    static Stream<String> files() throws IOException {
        return expected().keySet().stream();
    }

    @Test
    void everyFileIsExpected() throws IOException {
        try (Stream<Path> found = Files.list(INPUTS)) {
            assertThat(found.map(file -> file.getFileName().toString()).filter(name -> !name.equals("expected.txt")))
                    .containsExactlyInAnyOrderElementsOf(expected().keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void gives(String name) throws IOException {
        List<String> given = new ArrayList<>();
        for (Progress step : WholeFiles.all(INPUTS.resolve(name), MAX_BYTES)) {
            if (step.record() != null) {
                given.add(shown(step.record()));
            }
        }
        assertThat(given).isEqualTo(expected().get(name));
    }

    // a restore after any record gives what comes after it, damage included, once
    @ParameterizedTest
    @MethodSource("files")
    void givesTheSameAfterARestore(String name) throws IOException {
        List<Progress> steps = WholeFiles.all(INPUTS.resolve(name), MAX_BYTES);
        for (int i = 0; i < steps.size(); i++) {
            List<Progress> rest =
                    WholeFiles.from(INPUTS.resolve(name), steps.get(i).position(), MAX_BYTES);
            assertThat(texts(rest)).isEqualTo(texts(steps.subList(i + 1, steps.size())));
        }
    }

    // cut off at every byte: everything whole before the cut comes, and the cut is reported unless it is the end of a
    // member
    @ParameterizedTest
    @MethodSource("files")
    void givesWhatIsWholeWhereverItIsCutOff(String name) throws IOException {
        byte[] whole = Files.readAllBytes(INPUTS.resolve(name));
        List<String> all = texts(WholeFiles.all(INPUTS.resolve(name), MAX_BYTES));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(dir.resolve(name), Arrays.copyOf(whole, length));
            List<Progress> steps = WholeFiles.all(cut, MAX_BYTES);
            WholeFiles.assertAccounted(cut, steps);
            if (all.stream().anyMatch(record -> record.startsWith("!"))) {
                continue;
            }
            List<String> given = texts(steps);
            for (int i = 0; i < given.size() - 2; i++) {
                assertThat(given.get(i)).as("%s at %d", name, length).isEqualTo(all.get(i));
            }
        }
    }

    private static List<String> texts(List<Progress> steps) {
        return steps.stream()
                .map(Progress::record)
                .filter(Objects::nonNull)
                .map(InputCorpusTest::shown)
                .toList();
    }

    private static String shown(RawRecord record) {
        String bytes = new String(record.bytes(), ISO_8859_1).replace("\n", "\\n");
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            text.append(c < ' ' || c > '~' ? String.format("\\x%02x", (int) c) : String.valueOf(c));
        }
        return record.flaw() == null ? "= " + text : "! " + record.flaw() + " <- " + text;
    }

    private static Map<String, List<String>> expected() throws IOException {
        Map<String, List<String>> expected = new LinkedHashMap<>();
        List<String> lines = List.of();
        for (String line : Files.readAllLines(INPUTS.resolve("expected.txt"))) {
            if (line.startsWith("=") || line.startsWith("!")) {
                lines.add(line);
            } else if (!line.isBlank()) {
                lines = new ArrayList<>();
                expected.put(line, lines);
            }
        }
        return expected;
    }
}
