package io.datastreamer.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Checks that faults of a storage are reported before a job needs it. */
class StorageCheckTest {
    @TempDir
    Path dir;

    @Test
    void aDirectoryThatWorksIsLeftAsItWas() throws IOException {
        StorageCheck.of(dir.toUri().toString());
        try (var left = Files.list(dir)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "in the way");
        assertThatThrownBy(() -> StorageCheck.of(file.toUri().toString()))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(file.toUri() + ": cannot be written: ");
    }

    @Test
    void aSchemeWithoutAPluginIsNamed() {
        assertThatThrownBy(() -> StorageCheck.of("s3://bucket/data-streamer"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("s3://bucket/data-streamer: has no file system: ");
    }
}
