package io.datastreamer.job.deliver.journal;

import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Iccids;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Severity;
import io.datastreamer.job.deliver.frame.EventTypes;
import io.datastreamer.job.deliver.frame.MemberPattern;
import io.datastreamer.job.deliver.frame.RawFrame;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which entries of a kind pass the filters of a data stream. Made once for each version of the stream. Type and
 * ICCID are in the entry's head; for other filters the document is read up to the wanted member. Nothing is allocated,
 * and without filters nothing is read.
 */
public final class DocumentFilter {
    private static final MemberPattern ALERT = MemberPattern.of("alert", "");
    private static final MemberPattern SEVERITY = MemberPattern.of("event_severity", "{\"id\":");
    private static final MemberPattern ENDPOINT = MemberPattern.of("endpoint", "{");
    private static final MemberPattern TAGS = MemberPattern.of("tags", "");
    private static final MemberPattern COUNTRY = MemberPattern.of("iso_code", "\"");
    private static final MemberPattern TAGS_BESIDE = MemberPattern.of("endpoint_tags", "");
    private static final MemberPattern COUNTRY_BESIDE = MemberPattern.of("country_iso_code", "\"");

    private static final int NO_SEVERITY = Severity.values().length;
    private static final int LETTERS = 26;
    /** Number of a text that is no country. */
    private static final int NO_COUNTRY = LETTERS * LETTERS;

    private final RecordKind kind;
    private final @Nullable Set<Integer> eventTypes;
    private final long typeBits;
    private final @Nullable Iccids iccids;
    private final @Nullable Boolean alert;
    private final @Nullable BitSet severities;
    private final @Nullable TagSet tags;
    private final @Nullable BitSet countries;
    private final boolean isOpen;

    private DocumentFilter(RecordKind kind, Filters filters) {
        boolean isEvent = kind == RecordKind.EVENT;
        this.kind = kind;
        this.eventTypes = isEvent ? filters.eventTypes() : null;
        this.typeBits = EventTypes.bits(eventTypes);
        this.iccids = filters.iccids();
        this.alert = isEvent ? filters.alert() : null;
        this.severities = isEvent ? severities(filters.severities()) : null;
        this.tags = filters.tags() == null ? null : TagSet.of(filters.tags());
        this.countries = countries(filters.countries());
        this.isOpen = eventTypes == null
                && iccids == null
                && alert == null
                && severities == null
                && tags == null
                && countries == null;
    }

    /** A filter for the documents of a kind that pass these filters. */
    public static DocumentFilter of(RecordKind kind, Filters filters) {
        return new DocumentFilter(kind, filters);
    }

    /** A filter that all documents of a kind pass. */
    public static DocumentFilter all(RecordKind kind) {
        return of(kind, Filters.NONE);
    }

    /** The kind that it is for. It must not be asked about another kind. */
    public RecordKind kind() {
        return kind;
    }

    /** Whether a document passes. */
    public boolean passes(Batch.Item item) {
        int end = item.offset() + item.length();
        int beside = item.supplementOffset();
        return isOpen
                || (hasType(item.eventType())
                        && (iccids == null || iccids.contains(item.simKey()))
                        && passes(item.buffer(), item.offset(), end, beside, beside + item.supplementLength()));
    }

    /** Whether the reader's current entry passes. */
    boolean passes(RawFrame.Reader entry) {
        return isOpen
                || (hasType(entry.eventType())
                        && (iccids == null || iccids.contains(entry.bytes(), entry.simKeyStart(), entry.jsonStart()))
                        && passes(
                                entry.bytes(),
                                entry.jsonStart(),
                                entry.supplementStart(),
                                entry.supplementStart(),
                                entry.end()));
    }

    /** Whether any entry with these event types may pass. */
    boolean mayPass(long types) {
        return eventTypes == null || (types & typeBits) != 0;
    }

    private boolean hasType(int eventType) {
        return eventTypes == null || eventTypes.contains(eventType);
    }

    /** Checks in the order that the members have in an event. */
    private boolean passes(byte[] bytes, int start, int end, int beside, int besideEnd) {
        if (alert != null && isAlert(bytes, ALERT.find(bytes, start, end)) != alert) {
            return false;
        }
        if (severities != null && !severities.get(severity(bytes, SEVERITY.find(bytes, start, end)))) {
            return false;
        }
        if (kind == RecordKind.EVENT) {
            return (tags == null || tags.hasAnyOf(bytes, tagsOfEvent(bytes, start, end)))
                    && (countries == null || countries.get(country(bytes, COUNTRY.findLast(bytes, start, end))));
        }
        return (tags == null || tags.hasAnyOf(bytes, TAGS_BESIDE.find(bytes, beside, besideEnd)))
                && (countries == null || isUsageIn(countries, bytes, COUNTRY_BESIDE.find(bytes, beside, besideEnd)));
    }

    private static int tagsOfEvent(byte[] bytes, int start, int end) {
        int endpoint = ENDPOINT.find(bytes, start, end);
        return endpoint == -1 ? -1 : TAGS.find(bytes, endpoint, end);
    }

    private static boolean isAlert(byte[] bytes, int at) {
        return at != -1 && bytes[at] == 't';
    }

    private static int severity(byte[] bytes, int at) {
        int id = at == -1 ? -1 : bytes[at] - '0';
        return id < 0 ? NO_SEVERITY : id;
    }

    // every usage has a country, but entries from before filters by country do not say it: they pass, so that nothing
    // is lost silently
    private static boolean isUsageIn(BitSet countries, byte[] bytes, int at) {
        return at == -1 || countries.get(country(bytes, at));
    }

    /** The number of a country code: two letters, upper or lower case, then the end of the text. */
    private static int country(byte[] bytes, int at) {
        if (at == -1) {
            return NO_COUNTRY;
        }
        int first = (bytes[at] | 0x20) - 'a';
        int second = (bytes[at + 1] | 0x20) - 'a';
        boolean isCode = isLetter(first) && isLetter(second) && bytes[at + 2] == '"';
        return isCode ? first * LETTERS + second : NO_COUNTRY;
    }

    private static boolean isLetter(int number) {
        return number >= 0 && number < LETTERS;
    }

    private static @Nullable BitSet severities(@Nullable Set<Severity> wanted) {
        if (wanted == null) {
            return null;
        }
        BitSet ids = new BitSet();
        wanted.forEach(severity -> ids.set(severity.id()));
        return ids;
    }

    private static @Nullable BitSet countries(@Nullable Set<String> wanted) {
        if (wanted == null) {
            return null;
        }
        BitSet numbers = new BitSet(NO_COUNTRY);
        for (String code : wanted) {
            numbers.set((code.charAt(0) - 'a') * LETTERS + code.charAt(1) - 'a');
        }
        return numbers;
    }
}
