package io.datastreamer.tools.receive;

/** A document in one number: its id and its kind, since events and usage have ids of their own. */
public final class DocumentKey {
    private DocumentKey() {}

    /**
     * The key of a document.
     *
     * @param id as {@link DocumentScan} finds it: not negative
     */
    public static long of(long id, boolean event) {
        return (id << 1) | (event ? 1 : 0);
    }

    public static long id(long key) {
        return key >>> 1;
    }

    public static boolean isEvent(long key) {
        return (key & 1) == 1;
    }
}
