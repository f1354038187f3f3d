package io.datastreamer.benchmarks.whole;

import io.datastreamer.benchmarks.rig.Setting;
import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.Arguments.BadArgument;
import io.datastreamer.tools.generate.Load;
import io.datastreamer.tools.process.Parts;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing is downloaded or started here. */
class AivenSinkTest {
    @TempDir
    Path dir;

    @Test
    void eachOrganisationHasASinkOfItsTopic() throws IOException {
        Load load = new Load(0, 10, 2, 1, Path.of(""), "", 1);
        AivenSink sink = new AivenSink(dir.resolve("plugins"), dir.resolve("library"));
        List<String> files = sink.write(dir.resolve("connect"), "127.0.0.1:9", 8, load, "http://127.0.0.1:7");
        assertThat(files).hasSize(3);
        assertThat(read(files.get(0)))
                .containsEntry("bootstrap.servers", "127.0.0.1:9")
                .containsEntry("listeners", "http://127.0.0.1:8")
                .containsEntry("plugin.path", dir.resolve("plugins").toString())
                .containsEntry("consumer.isolation.level", "read_committed");
        assertThat(read(files.get(1)))
                .containsEntry("topics", "documents-100001")
                .containsEntry("http.url", "http://127.0.0.1:7/load-100001")
                .containsEntry("batch.max.size", "500")
                .containsEntry("batch.prefix", "[")
                .containsEntry("batch.suffix", "]")
                .containsEntry("batch.separator", ",");
        assertThat(read(files.get(2))).containsEntry("topics", "documents-100002");
    }

    @Test
    void itIsThereWhenItsReleaseIsUnpacked() throws Exception {
        AivenSink sink = AivenSink.of(setting("--aiven", dir.toString()));
        assertThat(sink.isThere()).isFalse();
        assertThatThrownBy(sink::require)
                .isInstanceOf(BadArgument.class)
                .hasMessageContaining(dir.toString())
                .hasMessageContaining("--aiven DIR");
        Path release = Files.createDirectory(dir.resolve("http-connector-for-apache-kafka-1"));
        Files.createFile(release.resolve("http-connector-for-apache-kafka-1.jar"));
        assertThat(sink.isThere()).isTrue();
        sink.require();
    }

    @Test
    void itStandsBesideTheBenchmarksWhenNothingIsSaid() throws Exception {
        assertThat(AivenSink.of(setting()).plugins()).isEqualTo(dir.resolve("benchmarks/aiven"));
    }

    private Setting setting(String... line) throws BadArgument {
        Arguments arguments = Arguments.parse(line, Set.of("aiven"), Set.of());
        return new Setting(dir, true, arguments, new Parts("test"), System.err);
    }

    private static Properties read(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(file))) {
            properties.load(in);
        }
        return properties;
    }
}
