package io.datastreamer.testbed.storage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.FileSystemFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The file system as Flink creates it: found as a service, configured by an option. */
class FaultyFileSystemTest {
    @TempDir
    Path dir;

    private Path file;
    private FileSystem files;

    @BeforeEach
    void open() throws IOException {
        file = dir.resolve("switch");
        FileSystemFactory factory = ServiceLoader.load(FileSystemFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.getScheme().equals("faulty"))
                .findFirst()
                .orElseThrow();
        Configuration configuration = new Configuration();
        configuration.setString(FaultyFileSystemFactory.OPTION, file.toString());
        factory.configure(configuration);
        files = factory.create(URI.create("faulty:" + dir));
    }

    @Test
    void isTheLocalOneWhileNothingIsWrong() throws IOException {
        write("a", "text");

        assertThat(Files.readString(dir.resolve("a"))).isEqualTo("text");
        assertThat(files.exists(path("a"))).isTrue();
        assertThat(files.getUri().getScheme()).isEqualTo("faulty");
    }

    @Test
    void failsToOpenAndToCloseUntilTheFaultIsOver() throws IOException {
        FSDataOutputStream open = files.create(path("a"), WriteMode.NO_OVERWRITE);
        StorageFault.FAILS.switchOn(file);

        assertThatThrownBy(open::close).isInstanceOf(IOException.class).hasMessageContaining("close");
        assertThatThrownBy(() -> write("b", "text"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("open");
        assertThatThrownBy(() -> files.mkdirs(path("c"))).isInstanceOf(IOException.class);

        StorageFault.NONE.switchOn(file);
        write("b", "text");
        assertThat(Files.readString(dir.resolve("b"))).isEqualTo("text");
    }

    @Test
    void isSlowToOpenAndToClose() throws IOException {
        StorageFault.slow(Duration.ofMillis(50)).switchOn(file);
        long from = System.nanoTime();
        write("a", "text");

        assertThat(Duration.ofNanos(System.nanoTime() - from)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
        assertThat(Files.readString(dir.resolve("a"))).isEqualTo("text");
    }

    private void write(String name, String text) throws IOException {
        try (FSDataOutputStream out = files.create(path(name), WriteMode.NO_OVERWRITE)) {
            out.write(text.getBytes(UTF_8));
        }
    }

    private org.apache.flink.core.fs.Path path(String name) {
        return new org.apache.flink.core.fs.Path("faulty:" + dir.resolve(name));
    }
}
