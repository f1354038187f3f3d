package io.datastreamer.tools.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ChildJvmTest {
    private static final Duration LONG = Duration.ofMinutes(3);

    @TempDir
    Path dir;

    /** Starts a child that never ends, writes the child's process id, and does not end by itself. */
    public static final class Parent {
        private Parent() {}

        public static void main(String[] args) throws Exception {
            Path log = Path.of(args[0]);
            try (ChildJvm child = ChildJvm.start(command(Forever.class, log))) {
                Files.writeString(Path.of(args[1]), Long.toString(child.pid()));
                Forever.main(args);
            }
        }
    }

    /** Prints a line, and never ends. */
    public static final class Forever {
        private Forever() {}

        public static void main(String[] args) throws InterruptedException {
            System.out.println("here for ever");
            TimeUnit.DAYS.sleep(1);
        }
    }

    /** Fails. */
    public static final class Failing {
        private Failing() {}

        public static void main(String[] args) {
            System.exit(Integer.parseInt("no luck"));
        }
    }

    @Test
    void aKilledParentLeavesNoChild() throws Exception {
        Path pid = dir.resolve("pid");
        ChildJvm parent = ChildJvm.start(command(
                Parent.class,
                dir.resolve("parent.log"),
                dir.resolve("child.log").toString(),
                pid.toString()));
        try {
            await().atMost(LONG)
                    .until(() -> Files.exists(pid) && !Files.readString(pid).isEmpty());
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(Files.readString(pid))).orElseThrow();
            assertThat(child.isAlive()).isTrue();

            parent.kill();

            await().atMost(LONG).until(() -> !child.isAlive());
        } finally {
            parent.close();
        }
    }

    @Test
    void itsEndIsToldWithItsLastWords() throws Exception {
        try (ChildJvm child = ChildJvm.start(command(Failing.class, dir.resolve("log")))) {
            assertThat(child.exitCode(60)).isEqualTo(1);
            assertThat(child.lastWords()).contains("no luck");
            assertThat(child.isAlive()).isFalse();
        }
    }

    @Test
    void oneThatDoesNotEndIsKilled() throws Exception {
        try (ChildJvm child = ChildJvm.start(command(Forever.class, dir.resolve("log")))) {
            await().atMost(LONG).until(() -> child.said().contains("here for ever"));
            assertThatThrownBy(() -> child.exitCode(0))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("has not ended within 0 s")
                    .hasMessageContaining("here for ever");
            assertThat(child.isAlive()).isFalse();
        }
    }

    private static ChildJvm.Command command(Class<?> main, Path log, String... args) {
        return new ChildJvm.Command(
                main.getSimpleName(),
                List.of("-Xmx32m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of(System.getProperty("java.class.path")),
                main.getName(),
                List.of(args),
                Map.of(),
                log);
    }
}
