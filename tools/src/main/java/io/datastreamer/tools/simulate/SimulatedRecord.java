package io.datastreamer.tools.simulate;

/**
 * One message of the simulated network.
 *
 * @param place the input that it goes to
 * @param key what it must stay in order with: the IMSI, {@link #SESSION} and the number of a PDP context, or what else
 *     it is about
 * @param bytes one JSON object without line breaks, or what a network element writes at once; for a {@link
 *     Becomes#REJECT}, a damaged form of that
 * @param becomes what the job must make of it
 * @param organisationId the organisation of the document that it becomes; 0 when it becomes none
 * @param recordId the document's id; 0 when it becomes none
 */
public record SimulatedRecord(
        Place place, String key, byte[] bytes, Becomes becomes, long organisationId, long recordId) {

    /** The prefix of the key of what an element reports about a PDP context. */
    public static final String SESSION = "session:";

    /** What the job must make of a record. */
    public enum Becomes {
        EVENT,
        USAGE,
        REJECT,
        /** A line of the SIM registry or the catalog, which becomes no document. */
        REFERENCE
    }
}
