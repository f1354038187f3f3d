package io.datastreamer.job.element.cdr;

import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds the members in the octets of a record, or of a set within one. Filled anew for each record; creates no objects.
 * Not thread-safe.
 */
@SuppressWarnings("EnumOrdinal") // arrays by member
public final class CdrRecord {
    private static final int MOST_OCTETS_OF_NUMBER = 8;

    private final int[] starts = new int[CdrMember.COUNT];
    private final int[] stops = new int[CdrMember.COUNT];
    private final BerCursor cursor = new BerCursor();
    private byte[] octets = {};

    /**
     * Finds the members of a record.
     *
     * @return its table; null if it is of a type that we do not read
     * @throws MalformedRecord when it is no BER, or not what its tag says
     */
    public @Nullable CdrTable openRecord(byte[] bytes, int from, int to) throws MalformedRecord {
        cursor.over(bytes, from, to);
        if (!cursor.next() || !cursor.isConstructed()) {
            throw new MalformedRecord(Reason.UNREADABLE, "record: is no charging data record in BER");
        }
        if (cursor.position() != to) {
            throw new MalformedRecord(
                    Reason.UNREADABLE, "record: ends " + (to - cursor.position()) + " octets before its length says");
        }
        CdrTable table = CdrTable.ofChoice(cursor.tag());
        if (table == null) {
            return null;
        }
        open(table, bytes, cursor.start(), cursor.stop());
        long type = number(CdrMember.RECORD_TYPE);
        if (type != table.recordType()) {
            throw wrong(CdrMember.RECORD_TYPE, type + ", must be " + table.recordType() + " in a " + table.text());
        }
        return table;
    }

    /**
     * Finds the members of a set in {@code [from, to)}. Some elements write proprietary members with a length that is
     * too short: if the set can only be read that way, such a member ends with the elements in it.
     */
    public void open(CdrTable table, byte[] bytes, int from, int to) throws MalformedRecord {
        try {
            open(table, bytes, from, to, false);
        } catch (MalformedRecord e) {
            try {
                open(table, bytes, from, to, true);
            } catch (MalformedRecord again) {
                throw e;
            }
        }
    }

    private void open(CdrTable table, byte[] bytes, int from, int to, boolean lenient) throws MalformedRecord {
        octets = bytes;
        Arrays.fill(starts, -1);
        cursor.over(bytes, from, to);
        while (cursor.next()) {
            int member = table.memberOf(cursor.tag());
            if (member < 0) {
                if (lenient && cursor.isConstructed()) {
                    cursor.endWithElements();
                }
                continue;
            }
            if (starts[member] >= 0) {
                throw new MalformedRecord(
                        Reason.MEMBER_DUPLICATE, CdrTable.member(member).text() + ": is there more than once");
            }
            starts[member] = cursor.start();
            stops[member] = cursor.stop();
        }
    }

    /** The tag that {@link #openRecord} found. */
    public int choice() {
        return cursor.tag();
    }

    public byte[] octets() {
        return octets;
    }

    public boolean has(CdrMember member) {
        return starts[member.ordinal()] >= 0;
    }

    /** Place of the first octet of its contents; -1 if it is missing. */
    public int start(CdrMember member) {
        return starts[member.ordinal()];
    }

    /** Place after its contents. */
    public int stop(CdrMember member) {
        return stops[member.ordinal()];
    }

    /**
     * A number, which is never below zero: a negative one is a number whose leading zero was left out. -1 if it is
     * missing.
     */
    public long number(CdrMember member) throws MalformedRecord {
        if (!has(member)) {
            return -1;
        }
        long number = number(octets, start(member), stop(member));
        if (number < 0) {
            throw wrong(member, "no number of 1 to 63 bits");
        }
        return number;
    }

    /** A number that must be there. */
    public long required(CdrMember member) throws MalformedRecord {
        long number = number(member);
        if (number < 0) {
            throw missing(member);
        }
        return number;
    }

    /** A number of at most 63 bits; -1 if it is none. */
    public static long number(byte[] octets, int start, int stop) {
        int from = start;
        while (stop - from > MOST_OCTETS_OF_NUMBER && octets[from] == 0) {
            from++;
        }
        if (from == stop || stop - from > MOST_OCTETS_OF_NUMBER) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < stop; i++) {
            number = number << 8 | (octets[i] & 0xFF);
        }
        return Math.max(number, -1);
    }

    /** A time, in milliseconds since the epoch. */
    public long time(CdrMember member) throws MalformedRecord {
        if (!has(member)) {
            throw missing(member);
        }
        long millis = CdrTime.millis(octets, start(member), stop(member));
        if (millis == CdrTime.NONE) {
            throw wrong(member, "no time of 9 octets with an offset");
        }
        return millis;
    }

    /** An exception for a member that is missing. */
    public static MalformedRecord missing(CdrMember member) {
        return new MalformedRecord(Reason.MEMBER_MISSING, member.text() + ": is missing");
    }

    /**
     * An exception for a member that is wrong.
     *
     * @param what it is
     */
    public static MalformedRecord wrong(CdrMember member, String what) {
        return new MalformedRecord(Reason.MEMBER_WRONG, member.text() + ": is " + what);
    }
}
