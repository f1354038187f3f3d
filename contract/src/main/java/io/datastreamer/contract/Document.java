package io.datastreamer.contract;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One event or usage document, ready for delivery: the public JSON, and what delivery needs to know without parsing it.
 *
 * <p>SIM key, JSON and supplement are adjacent in one array, as in a journal, so each stage of the job copies them only
 * once. The array may be longer, and its creator may reuse it for the next document: to keep a document, keep {@link
 * #kept}.
 */
public final class Document {
    /** {@link #eventType} of a document that is no event. */
    public static final int NO_EVENT_TYPE = -1;

    private final long organisationId;
    private final RecordKind kind;
    private final int eventType;
    private final long id;
    private final long sourceTimestamp;
    private final byte[] content;
    private final int simKeyLength;
    private final int jsonLength;
    private final int supplementLength;

    /**
     * Creates a document from an array that already has its content.
     *
     * @param organisationId whose document this is
     * @param kind event or usage
     * @param eventType the event type's id, {@link #NO_EVENT_TYPE} for usage
     * @param id never changes: receivers drop duplicates by it
     * @param sourceTimestamp milliseconds since the epoch at which the source got the raw record
     * @param content SIM key, JSON and supplement from the start on, in UTF-8
     * @param simKeyLength length of the SIM key in bytes: its ICCID, or 0 if the document is about no SIM; documents
     *     with the same SIM key stay in order
     * @param jsonLength length of the document as customers receive it: one JSON object
     * @param supplementLength length of the extra data that some integrations send (columns of the usage CSV, the
     *     endpoint's name): one JSON object, or 0
     */
    public Document(
            long organisationId,
            RecordKind kind,
            int eventType,
            long id,
            long sourceTimestamp,
            byte[] content,
            int simKeyLength,
            int jsonLength,
            int supplementLength) {
        this.organisationId = organisationId;
        this.kind = kind;
        this.eventType = eventType;
        this.id = id;
        this.sourceTimestamp = sourceTimestamp;
        this.content = content;
        this.simKeyLength = simKeyLength;
        this.jsonLength = jsonLength;
        this.supplementLength = supplementLength;
    }

    /** Creates a document from its parts; see the constructor. */
    public static Document of(
            long organisationId,
            RecordKind kind,
            int eventType,
            String simKey,
            long id,
            long sourceTimestamp,
            byte[] json,
            byte[] supplement) {
        byte[] key = simKey.getBytes(StandardCharsets.UTF_8);
        byte[] content = Arrays.copyOf(key, key.length + json.length + supplement.length);
        System.arraycopy(json, 0, content, key.length, json.length);
        System.arraycopy(supplement, 0, content, key.length + json.length, supplement.length);
        return new Document(
                organisationId,
                kind,
                eventType,
                id,
                sourceTimestamp,
                content,
                key.length,
                json.length,
                supplement.length);
    }

    public long organisationId() {
        return organisationId;
    }

    public RecordKind kind() {
        return kind;
    }

    public int eventType() {
        return eventType;
    }

    public long id() {
        return id;
    }

    public long sourceTimestamp() {
        return sourceTimestamp;
    }

    /** An array that begins with SIM key, JSON and supplement. */
    public byte[] content() {
        return content;
    }

    /** How many bytes of the array belong to the document. */
    public int contentLength() {
        return simKeyLength + jsonLength + supplementLength;
    }

    public int simKeyLength() {
        return simKeyLength;
    }

    public int jsonLength() {
        return jsonLength;
    }

    public int supplementLength() {
        return supplementLength;
    }

    /** The SIM's ICCID; empty where the document is about no SIM. */
    public String simKey() {
        return new String(content, 0, simKeyLength, StandardCharsets.UTF_8);
    }

    /** A copy of the document as customers receive it. */
    public byte[] json() {
        return Arrays.copyOfRange(content, simKeyLength, simKeyLength + jsonLength);
    }

    /** A copy of the extra data that some integrations send. */
    public byte[] supplement() {
        return Arrays.copyOfRange(content, simKeyLength + jsonLength, contentLength());
    }

    /** A copy of the document with its own array. */
    public Document kept() {
        return new Document(
                organisationId,
                kind,
                eventType,
                id,
                sourceTimestamp,
                Arrays.copyOf(content, contentLength()),
                simKeyLength,
                jsonLength,
                supplementLength);
    }
}
