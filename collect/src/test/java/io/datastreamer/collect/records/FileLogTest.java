package io.datastreamer.collect.records;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FileLogTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
    private static final String BLOCK =
            "Thu Nov 26 12:00:00 2026\n\tAcct-Session-Id = \"S%d\"\n\tAcct-Status-Type = 3\n\n";

    @TempDir
    Path directory;

    @Test
    void aFileIsAsLargeAsItMayBeAndANewOneBegins() throws IOException {
        try (FileLog log = new FileLog(directory, "a", Duration.ofHours(1), 100, CLOCK)) {
            for (int i = 0; i < 5; i++) {
                assertThat(log.append(List.of(entry(2 * i), entry(2 * i + 1))).cardinality())
                        .isEqualTo(2);
            }
        }

        assertThat(files())
                .hasSize(5)
                .first()
                .satisfies(file -> assertThat(file).hasFileName("radius-a-20261126T120000.000Z.detail"));
        assertThat(content()).isEqualTo(blocks(10));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 75, 77})
    void whatWasCutOffIsRemovedAtTheNextStart(int octets) throws IOException {
        try (FileLog log = open("a")) {
            log.append(List.of(entry(0), entry(1)));
        }
        String torn = BLOCK.formatted(2)
                .substring(0, Math.min(octets, BLOCK.formatted(2).length() - 1));
        Files.writeString(files().get(0), torn, StandardOpenOption.APPEND);

        try (FileLog log = open("a")) {
            log.append(List.of(entry(2)));
        }
        assertThat(files()).hasSize(2);
        assertThat(content()).isEqualTo(blocks(3));
    }

    @Test
    void aFileOfWhichNothingIsWholeBecomesEmpty() throws IOException {
        Files.writeString(
                Files.createDirectories(directory).resolve("radius-a-20261126T110000.000Z.detail"),
                "x".repeat(200_000));
        open("a").close();

        assertThat(content()).isEmpty();
    }

    @Test
    void filesOfOthersStayAsTheyAre() throws IOException {
        try (FileLog ours = open("a");
                FileLog theirs = open("b")) {
            theirs.append(List.of(entry(1)));
            ours.append(List.of(entry(0)));
            assertThatThrownBy(() -> open("a"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("another process named a writes there");
            ours.append(List.of(entry(2)));
        }

        assertThat(content()).isEqualTo(BLOCK.formatted(0) + BLOCK.formatted(2) + BLOCK.formatted(1));
    }

    private FileLog open(String instance) throws IOException {
        return new FileLog(directory, instance, Duration.ofHours(1), 1_000_000, CLOCK);
    }

    private static RecordLog.Entry entry(int number) {
        return new RecordLog.Entry(new byte[0], BLOCK.formatted(number).getBytes(US_ASCII));
    }

    private static String blocks(int count) {
        StringBuilder blocks = new StringBuilder();
        for (int i = 0; i < count; i++) {
            blocks.append(BLOCK.formatted(i));
        }
        return blocks.toString();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".detail"))
                    .sorted()
                    .toList();
        }
    }

    private String content() throws IOException {
        StringBuilder content = new StringBuilder();
        for (Path file : files()) {
            content.append(Files.readString(file));
        }
        return content.toString();
    }
}
