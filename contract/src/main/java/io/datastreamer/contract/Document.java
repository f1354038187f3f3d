package io.datastreamer.contract;

/**
 * One event or usage document, ready to be delivered: the public JSON and what delivery must know of it without reading
 * the JSON again.
 *
 * @param organisationId whose document this is
 * @param kind event or usage
 * @param eventType the event type's id (0 to 15), {@link #NO_EVENT_TYPE} for usage
 * @param simKey the SIM's ICCID; empty where the document is about no SIM. Order is kept per SIM key.
 * @param id stable for ever: the key by which a receiver drops duplicates
 * @param sourceTimestamp milliseconds since the epoch at which the source got the raw record
 * @param json the document as customers receive it: one JSON object in UTF-8
 * @param supplement what some integrations send beyond {@code json} (columns of the usage CSV, the endpoint's name): one
 *     JSON object in UTF-8, or empty
 */
public record Document(
        long organisationId,
        RecordKind kind,
        int eventType,
        String simKey,
        long id,
        long sourceTimestamp,
        byte[] json,
        byte[] supplement) {

    /** {@link #eventType} of a document that is no event. */
    public static final int NO_EVENT_TYPE = -1;
}
