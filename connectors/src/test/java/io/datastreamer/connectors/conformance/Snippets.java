package io.datastreamer.connectors.conformance;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /**
     * Writes code to a file, and gives the command that runs it; skips the test if the language is not installed.
     *
     * @param program of the language
     */
    public static List<String> command(Path directory, String program, String file, String code) throws Exception {
        String found = Programs.require(program, program).toString();
        String written = Files.writeString(directory.resolve(file), code).toString();
        return program.equals("go") ? List.of(found, "run", written) : List.of(found, written);
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
