package io.datastreamer.job.mediate;

import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.reject.Reason;
import java.util.List;

/** Takes what becomes of session records. Each record becomes at least one of these. */
public interface MediateOutput {

    /**
     * Takes an event.
     *
     * @param cell where the SIM was, including what no document shows
     * @param changed for an update of a known session: members that differ from the session's previous record; else
     *     empty
     */
    void network(NetworkRecord record, Cell cell, List<String> changed, Origin origin);

    /** Takes the usage of a session. */
    void billing(BillingRecord record, Origin origin);

    /** Takes a record that was seen before. */
    void duplicate(String why, Origin origin);

    /** Takes a record whose counters are older than what was seen: it adds no usage, but may be an event. */
    void late(String why, Origin origin);

    /** Takes a record that says nothing new. */
    void unused(String why, Origin origin);

    /** Takes a record that cannot be used. */
    void reject(Reason reason, String text, Origin origin);

    /** Notes that counters of 32 bits have wrapped, as far as known. */
    void wrapped(int times);
}
