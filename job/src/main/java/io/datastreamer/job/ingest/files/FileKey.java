package io.datastreamer.job.ingest.files;

import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What the file system knows a file by, whatever its path is: device and inode, or the path where there is no such. */
final class FileKey {
    private FileKey() {}

    static String of(BasicFileAttributes file, Path path) {
        return of(file.fileKey(), path);
    }

    static String of(@Nullable Object fileKey, Path path) {
        return fileKey == null ? FileNames.uri(path) : fileKey.toString();
    }
}
