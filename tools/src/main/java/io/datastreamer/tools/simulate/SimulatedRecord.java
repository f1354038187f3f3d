package io.datastreamer.tools.simulate;

/**
 * One message of the network.
 *
 * @param place where it goes
 * @param key what keeps its order: the IMSI, {@link #SESSION} and the number of a PDP context, or what else it is about
 * @param bytes one JSON object without line breaks, or what a network element writes of one thing; or, of a
 *     {@link Becomes#REJECT}, what was meant to be that
 * @param becomes what the job is to make of it
 * @param organisationId whose document it becomes; 0 when it becomes none
 * @param recordId the document's id; 0 when it becomes none
 */
public record SimulatedRecord(
        Place place, String key, byte[] bytes, Becomes becomes, long organisationId, long recordId) {

    /** Begins the key of what an element tells of a PDP context. */
    public static final String SESSION = "session:";

    /** What the job is to make of a record. */
    public enum Becomes {
        EVENT,
        USAGE,
        REJECT,
        /** A line of SIM registry or catalog: no document of its own. */
        REFERENCE
    }
}
