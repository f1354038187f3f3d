package io.datastreamer.contract;

/** The two kinds of documents that a data stream may carry. The codes are part of stored formats and never change. */
public enum RecordKind {
    /** Something happened to a SIM, a user or an organisation. */
    EVENT(0),
    /** Volume that a SIM used, with its cost. */
    USAGE(1);

    /** How many kinds there are; codes run from 0 to this, exclusive. */
    public static final int COUNT = 2;

    private static final RecordKind[] BY_CODE = {EVENT, USAGE};

    private final int code;

    RecordKind(int code) {
        this.code = code;
    }

    /** The number of this kind in stored formats, from 0. */
    public int code() {
        return code;
    }

    /**
     * Returns the kind with this stored code.
     *
     * @throws IllegalArgumentException when no kind has this code
     */
    public static RecordKind ofCode(int code) {
        if (code < 0 || code >= COUNT) {
            throw new IllegalArgumentException("no record kind has the code " + code);
        }
        return BY_CODE[code];
    }
}
