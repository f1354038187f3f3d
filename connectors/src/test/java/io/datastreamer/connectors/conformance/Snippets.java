package io.datastreamer.connectors.conformance;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Reads and runs programs from the docs that customers may run. */
public final class Snippets {
    private Snippets() {}

    /** The program that follows {@code <!-- mark -->} in a page. */
    public static String of(Path page, String mark) throws Exception {
        Matcher matcher = Pattern.compile("<!-- " + mark + " -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL)
                .matcher(Files.readString(page, UTF_8));
        assertThat(matcher.find()).as(mark).isTrue();
        return matcher.group(1);
    }

    /** The path of a program on this machine; null if it has none of this name. */
    public static @Nullable String program(String name) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    /** The output of a command run in a directory. */
    public static String output(Path directory, List<String> command) throws Exception {
        Path out = Files.createTempFile(directory, "out", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_TOOL_OPTIONS", "");
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES))
                .as(String.join(" ", command))
                .isTrue();
        return Files.readString(out, UTF_8)
                .replaceAll("(?m)^Picked up .*\\R", "")
                .trim();
    }
}
