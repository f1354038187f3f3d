package io.datastreamer.tools.receive;

/** A number for a document, made of its id and kind, because events and usage have separate ids. */
public final class DocumentKey {
    private DocumentKey() {}

    /**
     * Returns the key of a document.
     *
     * @param id as found by {@link DocumentScan}: not negative
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
