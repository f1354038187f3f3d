package io.datastreamer.job.mediate;

import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.reject.Reason;
import java.util.List;

/** Takes what becomes of session records: each becomes at least one of these. */
public interface MediateOutput {

    /**
     * An event.
     *
     * @param cell where the SIM was, also what no document shows
     * @param changed members that are not as in the session's record before, for an update of a known session; else empty
     */
    void network(NetworkRecord record, Cell cell, List<String> changed, Origin origin);

    /** Takes the usage of a session. */
    void billing(BillingRecord record, Origin origin);

    /** A record that was seen before. */
    void duplicate(String why, Origin origin);

    /** A record whose counters are older than what was seen: it adds no usage. May be an event nevertheless. */
    void late(String why, Origin origin);

    /** A record that says nothing new. */
    void unused(String why, Origin origin);

    /** A record that cannot be used. */
    void reject(Reason reason, String text, Origin origin);

    /** Counters of 32 bits have wrapped, by what is known. */
    void wrapped(int times);
}
