package io.datastreamer.deploy.quickstart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The quickstart as users run it: a process of its own, from the jars that the build has made. Needs the job's jar. */
class QuickstartITCase {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Pattern ROW = Pattern.compile("(\\w+) +(\\d+) +(\\d+) +(\\d+) +0 +0");
    private static final Pattern DIRECTORY = Pattern.compile("logs are in (\\S+)");

    @TempDir
    Path dir;

    @Test
    void endsByItselfWithABalancedLedger() throws Exception {
        Process process = start("--duration", "12s", "--rate", "80");
        try {
            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroy();
        }

        assertThat(process.exitValue()).as(said()).isZero();
        assertThat(said())
                .contains("the first document arrived after")
                .contains("vending FAILING 503")
                .contains("produced = delivered, for each data stream");
        List<String> streams = new ArrayList<>();
        Matcher rows = ROW.matcher(said().substring(said().indexOf("STREAM ")));
        while (rows.find()) {
            streams.add(rows.group(1));
            assertThat(Long.parseLong(rows.group(2))).isGreaterThan(100);
            assertThat(rows.group(3)).isEqualTo(rows.group(2));
        }
        assertThat(streams).containsExactly("logistics", "metering", "vending");
        assertNothingIsLeft(List.of());
    }

    @Test
    void leavesNothingWhenItIsStopped() throws Exception {
        Process process = start();
        List<ProcessHandle> children;
        try {
            await().atMost(LONG).until(() -> !process.isAlive() || said().contains("the first document arrived after"));
            children = process.descendants().toList();
            assertThat(children).as(said()).isNotEmpty();
        } finally {
            process.destroy();
        }

        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertNothingIsLeft(children);
    }

    @Test
    void wrongArgumentIsNamed() throws Exception {
        Process process = start("--screen", "big");

        assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(said()).isEqualTo("quickstart: --screen big: expected is table or lines.\n");
    }

    private void assertNothingIsLeft(List<ProcessHandle> children) throws IOException {
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        Matcher matcher = DIRECTORY.matcher(said());
        assertThat(matcher.find()).isTrue();
        assertThat(Path.of(matcher.group(1))).doesNotExist();
    }

    private Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.add("-Dlog4j2.configurationFile=" + ROOT.resolve("deploy/conf/log4j2-file.properties"));
        command.addAll(List.of(
                "-cp", ROOT.resolve("deploy/target/streamer-deploy.jar") + ":" + ROOT.resolve("deploy/target/lib/*")));
        command.add(Quickstart.class.getName());
        command.addAll(List.of("--root", ROOT.toString()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("said").toFile())
                .start();
    }

    private String said() throws IOException {
        return Files.readString(dir.resolve("said"), UTF_8);
    }
}
