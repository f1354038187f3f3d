package io.datastreamer.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, as the build wrote it. */
final class Version {
    private static final String FILE = "version.properties";

    private Version() {}

    /** Whether the only argument asks for the version. */
    static boolean isAskedFor(String[] args) {
        return args.length == 1 && args[0].equals("--version");
    }

    /** A line such as {@code data-streamer 1.2.3 (for Flink 2.2.1)}. */
    static String text() {
        Properties built = new Properties();
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the build has left out " + FILE);
            }
            built.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data-streamer " + built.getProperty("version") + " (for Flink " + built.getProperty("flink") + ")";
    }
}
