package io.datastreamer.job;

import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.UUID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.plugin.PluginUtils;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A separate main class that tests the storage of checkpoints before a job needs it: with Flink's own file systems, it
 * writes a file, reads it and removes it. The Helm chart runs it before an installation.
 */
public final class StorageCheck {
    private static final byte[] CONTENT = "data-streamer: can this be written?".getBytes(UTF_8);

    private StorageCheck() {}

    /**
     * Tests the storage, and ends the process: with 0 if it works, else with 2 and one line that says why it does not.
     *
     * @param args the directory's URI, then settings of Flink as {@code KEY=VALUE}
     */
    public static void main(String[] args) {
        try {
            Configuration flink = settings(args);
            FileSystem.initialize(flink, PluginUtils.createPluginManagerFromRootFolder(flink));
            of(args[0]);
            System.err.println("streamer: " + args[0] + " can be written, read and cleaned");
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("streamer: " + e.getMessage());
            System.exit(ExitCode.NOT_STARTED.code());
        }
        // some file systems leave threads behind
        System.exit(ExitCode.DONE.code());
    }

    /**
     * Tests a directory with the file systems that Flink has; leaves nothing behind.
     *
     * @throws IOException when it cannot be used; the message names it and the innermost cause
     */
    static void of(String directory) throws IOException {
        Path file = new Path(directory + "/check-" + UUID.randomUUID());
        String step = "has no file system";
        try {
            FileSystem storage = FileSystem.getUnguardedFileSystem(URI.create(directory));
            step = "cannot be written";
            try (FSDataOutputStream out = storage.create(file, WriteMode.NO_OVERWRITE)) {
                out.write(CONTENT);
            }
            step = "cannot be read";
            try (FSDataInputStream in = storage.open(file)) {
                if (!Arrays.equals(in.readAllBytes(), CONTENT)) {
                    throw new IOException("what was written is not what is read");
                }
            }
            step = "cannot be cleaned";
            if (!storage.delete(file, false)) {
                throw new IOException("the file is not removed");
            }
        } catch (IOException | RuntimeException e) {
            throw new IOException(directory + ": " + step + ": " + innermost(e), e);
        }
    }

    private static Configuration settings(String[] args) {
        if (args.length == 0) {
            throw new IllegalArgumentException(
                    "the first argument is the URI of a directory, such as s3://BUCKET/PATH");
        }
        Configuration flink = new Configuration();
        for (String setting : Arrays.asList(args).subList(1, args.length)) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(setting + ": is not KEY=VALUE");
            }
            flink.setString(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return flink;
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
