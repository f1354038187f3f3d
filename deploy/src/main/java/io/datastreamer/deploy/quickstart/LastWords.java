package io.datastreamer.deploy.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import static java.nio.charset.StandardCharsets.UTF_8;

/** What a process said before its end, for an error message. */
final class LastWords {
    private static final int LINES = 15;

    private LastWords() {}

    /** The last lines of a log. */
    static String of(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log, UTF_8);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
