package io.datastreamer.deploy.simulate;

/**
 * One message of the network.
 *
 * @param place where it goes
 * @param key what keeps its order: the IMSI, or what else it is about
 * @param bytes one JSON object without line breaks, or, of a {@link Becomes#REJECT}, what was meant to be one
 * @param becomes what the job is to make of it
 * @param organisationId whose document it becomes; 0 when it becomes none
 * @param recordId the document's id; 0 when it becomes none
 */
public record SimulatedRecord(
        Place place, String key, byte[] bytes, Becomes becomes, long organisationId, long recordId) {

    /** What the job is to make of a record. */
    public enum Becomes {
        EVENT,
        USAGE,
        REJECT,
        /** A line of SIM registry or catalog: no document of its own. */
        REFERENCE
    }
}
