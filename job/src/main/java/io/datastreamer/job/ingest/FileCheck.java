package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Checks that files exist, before the job starts. */
final class FileCheck {
    private FileCheck() {}

    /**
     * Checks that an input can be read.
     *
     * @throws OptionException when not
     */
    static void input(End.Files end) throws OptionException {
        Path path = end.path();
        if (!Files.exists(path)) {
            throw new OptionException(
                    end.shown() + ": there is no " + path + ". Correct the path, or put the file there.");
        }
        if (!Files.isReadable(path) || (Files.isDirectory(path) && !Files.isExecutable(path))) {
            throw new OptionException(
                    end.shown() + ": " + path + " cannot be read. Give this user the right to read it.");
        }
        if (!Files.isDirectory(path) && !Files.isRegularFile(path)) {
            throw new OptionException(end.shown() + ": " + path + " is neither a file nor a directory.");
        }
    }

    /**
     * Checks that an output can be written, and creates its directory.
     *
     * @throws OptionException when not
     */
    static void output(End.Files end) throws OptionException {
        Path path = end.path();
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new OptionException(
                    end.shown() + ": " + path + " is a file. An output is a directory in which files are written.");
        }
        try {
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new OptionException(end.shown() + ": " + path + " cannot be made: " + e.getMessage(), e);
        }
        if (!Files.isWritable(path)) {
            throw new OptionException(
                    end.shown() + ": " + path + " cannot be written. Give this user the right to write it.");
        }
    }
}
