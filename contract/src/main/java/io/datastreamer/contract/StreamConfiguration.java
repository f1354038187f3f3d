package io.datastreamer.contract;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A data stream as its customer configured it: "send my events, my usage, or both, to this place".
 *
 * @param id the stream's permanent name, 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param organisationId whose documents are sent; never changes
 * @param name what the customer calls it; empty when unnamed
 * @param streamType which documents
 * @param apiType the kind of place
 * @param settings the exact place and how to send, not yet validated
 * @param historic whether a new stream starts with the last 20 days
 * @param state what the customer wants: running or paused
 * @param createdAt when the customer created it: it gets documents from then on; null when unknown, then from when the
 *     job first sees the stream
 * @param filters which documents to send, of those that the stream carries
 * @param replay a one-time move of the cursor; null for none
 */
public record StreamConfiguration(
        String id,
        long organisationId,
        String name,
        StreamType streamType,
        ApiType apiType,
        Settings settings,
        boolean historic,
        State state,
        @Nullable Instant createdAt,
        Filters filters,
        @Nullable Replay replay) {

    /** What the customer wants the stream to do. */
    public enum State {
        RUNNING,
        PAUSED
    }

    /**
     * Moves the cursor to the first entry at or after a time, once for each id.
     *
     * @param from the time to move to
     * @param id names the request: the same id again does nothing
     */
    public record Replay(Instant from, String id) {}

    /** A running stream with defaults for everything optional. */
    public static StreamConfiguration of(
            String id, long organisationId, StreamType streamType, ApiType apiType, Settings settings) {
        return new StreamConfiguration(
                id, organisationId, "", streamType, apiType, settings, false, State.RUNNING, null, Filters.NONE, null);
    }

    /**
     * The kinds of documents that this stream carries, a lane for each. Events carry no metric, so DataDog gets none.
     */
    public List<RecordKind> kinds() {
        return apiType == ApiType.DATADOG
                ? streamType.kinds().stream()
                        .filter(kind -> kind == RecordKind.USAGE)
                        .toList()
                : streamType.kinds();
    }

    /** The same with other settings. */
    public StreamConfiguration withSettings(Settings other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, other, historic, state, createdAt, filters, replay);
    }

    /** The same with another name. */
    public StreamConfiguration withName(String other) {
        return new StreamConfiguration(
                id, organisationId, other, streamType, apiType, settings, historic, state, createdAt, filters, replay);
    }

    /** The same with or without a start at the history. */
    public StreamConfiguration withHistoric(boolean other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, settings, other, state, createdAt, filters, replay);
    }

    /** The same with another creation time; null for none. */
    public StreamConfiguration withCreatedAt(@Nullable Instant other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, settings, historic, state, other, filters, replay);
    }

    /** The same with another id. */
    public StreamConfiguration withId(String other) {
        return new StreamConfiguration(
                other,
                organisationId,
                name,
                streamType,
                apiType,
                settings,
                historic,
                state,
                createdAt,
                filters,
                replay);
    }

    /** The same with other kinds of documents. */
    public StreamConfiguration withStreamType(StreamType other) {
        return new StreamConfiguration(
                id, organisationId, name, other, apiType, settings, historic, state, createdAt, filters, replay);
    }

    /** The same in another state. */
    public StreamConfiguration withState(State other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, settings, historic, other, createdAt, filters, replay);
    }

    /** The same with other filters. */
    public StreamConfiguration withFilters(Filters other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, settings, historic, state, createdAt, other, replay);
    }

    /** The same with another replay; null for none. */
    public StreamConfiguration withReplay(@Nullable Replay other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, settings, historic, state, createdAt, filters, other);
    }
}
