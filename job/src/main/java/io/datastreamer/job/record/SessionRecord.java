package io.datastreamer.job.record;

import org.jspecify.annotations.Nullable;

/**
 * What a network element wrote of a session, decoded but not yet put together with the session's other records.
 *
 * @param event what happened
 * @param format the name of the element's format, as in options
 * @param element which element it was, as it names itself; empty if it does not
 * @param session identifies the session among all of the element; empty for records that are about none
 * @param key identifies this record among all of the format; the same whenever the element sends it again. Parts are
 *     separated by {@link #SEPARATOR}
 * @param timeMillis when it happened, milliseconds since the epoch
 * @param startMillis when the session began, or for {@link Volume.Kind#PART} when the use began; {@link
 *     PdpContext#NO_TIME} if unknown
 * @param seconds how long the session has lasted, or {@link Absent#NUMBER}
 * @param bearer what it says of the context
 * @param volume what it says of use: octets, or messages for {@link Event#MESSAGE}
 * @param sgsn E.164 digits of the SGSN, for {@link Event#LOCATION}
 * @param bills whether its volume is to be billed: two elements may count the same traffic
 * @param shard of its element's sessions, below {@link #SHARDS}
 * @param origin where it came from
 */
public record SessionRecord(
        Event event,
        String format,
        String element,
        String session,
        String key,
        long timeMillis,
        long startMillis,
        long seconds,
        Bearer bearer,
        Volume volume,
        @Nullable String sgsn,
        boolean bills,
        int shard,
        Origin origin) {

    /** Separates the parts of keys. */
    public static final char SEPARATOR = '\u001F';

    /**
     * The sessions of one element are spread over this many keys, since one element may serve millions of SIMs.
     * Checkpoints depend on it: it never changes.
     */
    public static final int SHARDS = 128;

    /** What can happen. The codes are part of the stored format. */
    public enum Event {
        /** A session begins. */
        START(0),
        /** It goes on, with news or without. */
        UPDATE(1),
        /** It ends. */
        STOP(2),
        /** The element starts or stops: none of its sessions is left. */
        RESTART(3),
        /** A SIM is at an SGSN; there is no session. */
        LOCATION(4),
        /** Short messages were delivered; there is no session. */
        MESSAGE(5),
        /** The session has used something, and nothing else happened. */
        USAGE(6);

        // the index is the code; values() would copy the array at each call
        private static final Event[] BY_CODE = values();

        private final int code;

        Event(int code) {
            this.code = code;
        }

        /** The code in stored formats. */
        public int code() {
            return code;
        }

        /** The event with a code. */
        public static Event ofCode(int code) {
            if (code < 0 || code >= BY_CODE.length) {
                throw new IllegalArgumentException("no event of sessions has the code " + code);
            }
            return BY_CODE[code];
        }
    }

    /** The shard of a session. */
    public static int shardOf(String session) {
        int hash = session.hashCode();
        return (((hash ^ (hash >>> 16)) * 0x9E3779B1) >>> 7) % SHARDS;
    }

    /** The same record for another shard: {@link Event#RESTART} goes to all. */
    public SessionRecord at(int otherShard) {
        return new SessionRecord(
                event,
                format,
                element,
                session,
                key,
                timeMillis,
                startMillis,
                seconds,
                bearer,
                volume,
                sgsn,
                bills,
                otherShard,
                origin);
    }

    /** The key under which sessions are kept: the element and the shard. */
    public String shardKey() {
        return element + SEPARATOR + shard;
    }
}
