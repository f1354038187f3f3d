package io.datastreamer.connectors.secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner can read, from the first byte on, if the file system supports owners. */
public final class PrivateFile {
    private PrivateFile() {}

    /**
     * Writes a file that does not exist yet.
     *
     * @throws java.nio.file.FileAlreadyExistsException when it exists
     */
    public static void write(Path file, String text) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
        Files.writeString(file, text);
    }
}
