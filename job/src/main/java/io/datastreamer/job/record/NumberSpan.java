package io.datastreamer.job.record;

/**
 * Numbers that a network element has given, one after the other, to what it wrote, and that have come.
 *
 * @param element as it names itself
 * @param ofFiles whether its files have the numbers; else its records
 * @param from the first one, of 32 bits
 * @param to the last one; below {@code from} when the highest number and 0 are between them
 */
public record NumberSpan(String element, boolean ofFiles, long from, long to) {
    private static final String FILES = "files";
    private static final String RECORDS = "records";

    /** What numbers are kept by. */
    public String key() {
        return element + SessionRecord.SEPARATOR + (ofFiles ? FILES : RECORDS);
    }

    /** The element of a key. */
    public static String elementOf(String key) {
        return key.substring(0, key.lastIndexOf(SessionRecord.SEPARATOR));
    }

    /** Whether a key is of the numbers of files. */
    public static boolean isOfFiles(String key) {
        return key.endsWith(SessionRecord.SEPARATOR + FILES);
    }
}
