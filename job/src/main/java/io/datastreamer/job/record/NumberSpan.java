package io.datastreamer.job.record;

/**
 * A span of consecutive numbers that a network element has given to what it wrote, and that have come.
 *
 * @param element as it names itself
 * @param ofFiles whether its files have the numbers; else its records
 * @param from the first one, of 32 bits
 * @param to the last one; below {@code from} if the numbers wrapped to 0 in between
 */
public record NumberSpan(String element, boolean ofFiles, long from, long to) {
    private static final String FILES = "files";
    private static final String RECORDS = "records";

    /** The key under which numbers are kept: the element and what it numbers. */
    public String key() {
        return element + SessionRecord.SEPARATOR + (ofFiles ? FILES : RECORDS);
    }

    /** The element of a key. */
    public static String elementOf(String key) {
        return key.substring(0, key.lastIndexOf(SessionRecord.SEPARATOR));
    }

    /** Whether a key is for the numbers of files. */
    public static boolean isOfFiles(String key) {
        return key.endsWith(SessionRecord.SEPARATOR + FILES);
    }
}
