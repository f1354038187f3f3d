package io.datastreamer.job.ingest.files;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Which files are read, and when.
 *
 * @param follow whether to go on with what is added later
 * @param readyAfter only with {@code follow}: how long a file must not have changed before it is read; zero to read it
 *     at once
 * @param unfinishedNames ends of names, in lower case, of files in a directory that their writers have not finished
 * @param maxBytes most bytes that a reject of a damaged part keeps of it
 */
public record FilesOptions(boolean follow, Duration readyAfter, List<String> unfinishedNames, int maxBytes)
        implements Serializable {}
