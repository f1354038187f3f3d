package io.datastreamer.contract;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A customer's wish: "send my events, my usage, or both, to this place".
 *
 * @param id names the stream for ever, 1 to 64 of {@code A-Z a-z 0-9 . _ -}
 * @param organisationId whose documents are sent; never changes
 * @param name what the customer calls it; empty when unnamed
 * @param streamType which documents
 * @param apiType to what kind of place
 * @param settings where exactly and how, not yet validated
 * @param historic whether a new stream starts with the last 20 days
 * @param state what the customer wants: running or paused
 * @param createdAt when the customer created it, from when on it gets documents; null when unknown, then the time at
 *     which the job first sees the stream counts
 * @param eventTypes ids of the event types to send; null for all. Usage is not filtered.
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
        @Nullable Set<Integer> eventTypes,
        @Nullable Replay replay) {

    /** What the customer wants the stream to do. */
    public enum State {
        RUNNING,
        PAUSED
    }

    /**
     * Moves the cursor, once per id, to the first entry at or after a time.
     *
     * @param from the time
     * @param id names the wish: the same id again does nothing
     */
    public record Replay(Instant from, String id) {}

    /** The kinds of documents that this stream carries: a lane for each. Events carry no metric, so DataDog gets none. */
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
                id, organisationId, name, streamType, apiType, other, historic, state, createdAt, eventTypes, replay);
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
                eventTypes,
                replay);
    }

    /** The same with other kinds of documents. */
    public StreamConfiguration withStreamType(StreamType other) {
        return new StreamConfiguration(
                id, organisationId, name, other, apiType, settings, historic, state, createdAt, eventTypes, replay);
    }

    /** The same in another state. */
    public StreamConfiguration withState(State other) {
        return new StreamConfiguration(
                id,
                organisationId,
                name,
                streamType,
                apiType,
                settings,
                historic,
                other,
                createdAt,
                eventTypes,
                replay);
    }

    /** The same with another filter of event types; null for all. */
    public StreamConfiguration withEventTypes(@Nullable Set<Integer> other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, settings, historic, state, createdAt, other, replay);
    }

    /** The same with another replay; null for none. */
    public StreamConfiguration withReplay(@Nullable Replay other) {
        return new StreamConfiguration(
                id, organisationId, name, streamType, apiType, settings, historic, state, createdAt, eventTypes, other);
    }

    /** Whether this stream carries the given document kind and event type. */
    public boolean carries(RecordKind kind, int eventType) {
        return kinds().contains(kind)
                && (kind == RecordKind.USAGE || eventTypes == null || eventTypes.contains(eventType));
    }
}
