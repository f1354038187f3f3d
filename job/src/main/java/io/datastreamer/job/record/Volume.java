package io.datastreamer.job.record;

/**
 * What a record of a session says of used bytes.
 *
 * @param kind how to read the numbers
 * @param tx sent by the SIM (uplink), or {@link Absent#NUMBER}
 * @param rx received by the SIM (downlink), or {@link Absent#NUMBER}
 */
public record Volume(Kind kind, long tx, long rx) {
    /** No volume. */
    public static final Volume NONE = new Volume(Kind.NONE, Absent.NUMBER, Absent.NUMBER);

    /** How to read the numbers. The codes are part of the stored format. */
    public enum Kind {
        /** There are none. */
        NONE(0),
        /** Counters since the session's beginning. */
        TOTAL(1),
        /** The lower 32 bits of such counters, from an element that may not say how often they wrapped. */
        TOTAL_32_BITS(2),
        /** What was used between two times, which no other record counts. */
        PART(3);

        // the index is the code; values() would copy the array at each call
        private static final Kind[] BY_CODE = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** The code in stored formats. */
        public int code() {
            return code;
        }

        /** The kind with a code. */
        public static Kind ofCode(int code) {
            if (code < 0 || code >= BY_CODE.length) {
                throw new IllegalArgumentException("no kind of volume has the code " + code);
            }
            return BY_CODE[code];
        }
    }
}
