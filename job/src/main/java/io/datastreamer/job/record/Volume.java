package io.datastreamer.job.record;

/**
 * Bytes that a record of a session tells of.
 *
 * @param kind how to read the numbers
 * @param tx sent by the SIM (uplink), or {@link Absent#NUMBER}
 * @param rx received by the SIM (downlink), or {@link Absent#NUMBER}
 */
public record Volume(Kind kind, long tx, long rx) {
    /** None is told. */
    public static final Volume NONE = new Volume(Kind.NONE, Absent.NUMBER, Absent.NUMBER);

    /** How numbers are to be read. The codes are part of the stored format. */
    public enum Kind {
        /** There are none. */
        NONE(0),
        /** Counters since the session's beginning. */
        TOTAL(1),
        /** The lower 32 bits of such counters, by an element that may not tell how often they wrapped. */
        TOTAL_32_BITS(2),
        /** What was used between two times, and in no other record. */
        PART(3);

        // a code is the place here; values() would copy the array at each call
        private static final Kind[] BY_CODE = values();

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        /** What stands for it in stored formats. */
        public int code() {
            return code;
        }

        /** What such a code stands for. */
        public static Kind ofCode(int code) {
            if (code < 0 || code >= BY_CODE.length) {
                throw new IllegalArgumentException("no kind of volume has the code " + code);
            }
            return BY_CODE[code];
        }
    }
}
