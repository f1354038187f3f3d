package io.datastreamer.contract;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which documents of its kinds a data stream gets. All conditions must hold; a condition that is null holds for every
 * document, an empty one for none. The first three apply to events and let all usage pass.
 *
 * @param eventTypes ids of event types
 * @param severities of events
 * @param alert whether an event is an alert
 * @param tags of the SIM's endpoint, which must have at least one of them
 * @param iccids of the SIM
 * @param countries ISO codes of the visited country, two lower-case letters
 */
public record Filters(
        @Nullable Set<Integer> eventTypes,
        @Nullable Set<Severity> severities,
        @Nullable Boolean alert,
        @Nullable Set<String> tags,
        @Nullable Iccids iccids,
        @Nullable Set<String> countries) {

    /** Lets everything pass. */
    public static final Filters NONE = new Filters(null, null, null, null, null, null);

    /** The same with other event types; null for all. */
    public Filters withEventTypes(@Nullable Set<Integer> other) {
        return new Filters(other, severities, alert, tags, iccids, countries);
    }

    /** The same with other severities; null for all. */
    public Filters withSeverities(@Nullable Set<Severity> other) {
        return new Filters(eventTypes, other, alert, tags, iccids, countries);
    }

    /** The same with alerts only, without alerts, or null for both. */
    public Filters withAlert(@Nullable Boolean other) {
        return new Filters(eventTypes, severities, other, tags, iccids, countries);
    }

    /** The same with other tags; null for all endpoints, including those without a tag. */
    public Filters withTags(@Nullable Set<String> other) {
        return new Filters(eventTypes, severities, alert, other, iccids, countries);
    }

    /** The same with other SIMs; null for all SIMs, and for documents about no SIM. */
    public Filters withIccids(@Nullable Iccids other) {
        return new Filters(eventTypes, severities, alert, tags, other, countries);
    }

    /** The same with other countries; null for all countries, and for documents without one. */
    public Filters withCountries(@Nullable Set<String> other) {
        return new Filters(eventTypes, severities, alert, tags, iccids, other);
    }
}
