package io.datastreamer.testbed.storage;

import java.net.URI;
import java.nio.file.Path;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.jspecify.annotations.Nullable;

/** Creates the file system of {@code faulty:/PATH}. Flink finds it as a service. */
public final class FaultyFileSystemFactory implements FileSystemFactory {
    /** Flink's option for the file that {@link StorageFault#switchOn} writes. */
    public static final String OPTION = "fs.faulty.switch";

    private static final ConfigOption<String> SWITCH =
            ConfigOptions.key(OPTION).stringType().noDefaultValue();

    private @Nullable Path file;

    @Override
    public void configure(Configuration configuration) {
        String named = configuration.get(SWITCH);
        file = named == null ? null : Path.of(named);
    }

    @Override
    public String getScheme() {
        return FaultyFileSystem.SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
        if (file == null) {
            throw new IllegalStateException(uri + " wants Flink's option " + OPTION);
        }
        return new FaultyFileSystem(file);
    }
}
