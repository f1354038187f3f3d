package io.datastreamer.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the JSON of filters: members of an object, each of which may be absent or null. */
public final class FiltersCodec {
    /** Most ICCIDs of a filter: all of them are in every message and every listing of the data stream. */
    public static final int MOST_ICCIDS = 1_000;
    /** Most tags of a filter. */
    public static final int MOST_TAGS = 100;
    /** Most countries of a filter; more than exist. */
    public static final int MOST_COUNTRIES = 300;
    /** Longest tag, in characters. */
    public static final int LONGEST_TAG = 100;

    private static final String EVENT_TYPES = "event_types";
    private static final String SEVERITIES = "severities";
    private static final String ALERT = "alert";
    private static final String TAGS = "tags";
    private static final String ICCIDS = "iccids";
    private static final String COUNTRIES = "countries";

    // a comma separates an endpoint's tags, and blanks at the ends of a tag have no meaning
    private static final Pattern TAG =
            Pattern.compile("[^ ,\\x00-\\x1f\\x7f]([^,\\x00-\\x1f\\x7f]*[^ ,\\x00-\\x1f\\x7f])?");
    private static final Pattern COUNTRY = Pattern.compile("[a-z]{2}");

    private FiltersCodec() {}

    /** Gets a call for each invalid member. */
    public interface Faults {
        /**
         * Reports a member with an invalid value.
         *
         * @param member its name
         * @param value what is wrong: the member's value, or an element of it
         * @param expected what it must be
         */
        void wrong(String member, JsonNode value, String expected);
    }

    /** The names of the members. */
    public static Set<String> members() {
        return values(Filters.NONE).keySet();
    }

    /**
     * Reads filters.
     *
     * @param object the object with these members
     * @param before the filters to keep for absent members
     * @param faults gets a call for each invalid member, which is then treated as absent
     */
    public static Filters read(JsonNode object, Filters before, Faults faults) {
        return new Filters(
                set(object, EVENT_TYPES, before.eventTypes(), FiltersCodec::eventTypes, faults),
                set(object, SEVERITIES, before.severities(), FiltersCodec::severities, faults),
                alert(object, before.alert(), faults),
                set(object, TAGS, before.tags(), FiltersCodec::tags, faults),
                set(object, ICCIDS, before.iccids(), FiltersCodec::iccids, faults),
                set(object, COUNTRIES, before.countries(), FiltersCodec::countries, faults));
    }

    /**
     * Reads filters, and fails if any is invalid.
     *
     * @param path put before the members' names in messages
     */
    static Filters require(JsonNode object, String path) throws ContractException {
        List<ContractException> wrong = new ArrayList<>();
        Filters filters = read(
                object,
                Filters.NONE,
                (member, value, expected) -> wrong.add(Json.wrong(path + member, value, expected)));
        if (!wrong.isEmpty()) {
            throw wrong.get(0);
        }
        return filters;
    }

    /** Each member as a JSON value, sorted: a list, true or false; null where nothing is filtered. */
    public static Map<String, @Nullable Object> values(Filters filters) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(EVENT_TYPES, sorted(filters.eventTypes(), type -> type));
        values.put(SEVERITIES, sorted(filters.severities(), Severity::name));
        values.put(ALERT, filters.alert());
        values.put(TAGS, sorted(filters.tags(), tag -> tag));
        values.put(ICCIDS, filters.iccids() == null ? null : filters.iccids().list());
        values.put(COUNTRIES, sorted(filters.countries(), country -> country));
        return values;
    }

    /** Writes the members that filter something into an open object. */
    static void write(JsonGenerator json, Filters filters) throws IOException {
        for (Map.Entry<String, @Nullable Object> member : values(filters).entrySet()) {
            if (member.getValue() != null) {
                json.writeFieldName(member.getKey());
                Json.writeValue(json, member.getValue());
            }
        }
    }

    private static <T extends Comparable<T>, R> @Nullable List<R> sorted(
            @Nullable Collection<T> values, Function<T, R> shown) {
        return values == null ? null : values.stream().sorted().map(shown).toList();
    }

    /** Reads the elements of an array; returns null after reporting an invalid one. */
    private interface Elements<T> {
        @Nullable
        T read(JsonNode array, Faults faults);
    }

    private static <T> @Nullable T set(
            JsonNode object, String member, @Nullable T before, Elements<T> elements, Faults faults) {
        JsonNode value = object.get(member);
        if (value == null) {
            return before;
        }
        return value.isNull() ? null : elements.read(value, faults);
    }

    private static @Nullable Boolean alert(JsonNode object, @Nullable Boolean before, Faults faults) {
        JsonNode value = object.get(ALERT);
        if (value == null) {
            return before;
        }
        if (!value.isNull() && !value.isBoolean()) {
            faults.wrong(ALERT, value, "true or false");
        }
        return value.isBoolean() ? Boolean.valueOf(value.booleanValue()) : null;
    }

    private static @Nullable Set<Integer> eventTypes(JsonNode array, Faults faults) {
        if (!array.isArray()) {
            faults.wrong(EVENT_TYPES, array, "an array of event types' ids");
            return null;
        }
        Set<Integer> ids = new TreeSet<>();
        for (JsonNode type : array) {
            if (!type.canConvertToLong() || !type.isIntegralNumber() || !EventCatalogue.isKnown(type.asLong())) {
                faults.wrong(EVENT_TYPES, type, "the id of an event type");
                return null;
            }
            ids.add(type.intValue());
        }
        return Collections.unmodifiableSet(ids);
    }

    private static @Nullable Set<Severity> severities(JsonNode array, Faults faults) {
        if (!array.isArray()) {
            faults.wrong(SEVERITIES, array, "an array of severities");
            return null;
        }
        Set<Severity> severities = EnumSet.noneOf(Severity.class);
        for (JsonNode element : array) {
            Severity severity = severity(element);
            if (severity == null) {
                faults.wrong(SEVERITIES, element, "INFO, WARN or CRITICAL");
                return null;
            }
            severities.add(severity);
        }
        return Collections.unmodifiableSet(severities);
    }

    private static @Nullable Severity severity(JsonNode element) {
        for (Severity severity : Severity.values()) {
            if (element.isTextual() && severity.name().equals(element.textValue())) {
                return severity;
            }
        }
        return null;
    }

    private static @Nullable Set<String> tags(JsonNode array, Faults faults) {
        return texts(
                array,
                TAGS,
                MOST_TAGS,
                "tags",
                tag -> tag.codePointCount(0, tag.length()) <= LONGEST_TAG
                        && TAG.matcher(tag).matches(),
                "a tag of 1 to " + LONGEST_TAG
                        + " characters, without commas, control characters and blanks at its ends",
                faults);
    }

    private static @Nullable Iccids iccids(JsonNode array, Faults faults) {
        Set<String> iccids = texts(
                array,
                ICCIDS,
                MOST_ICCIDS,
                "ICCIDs",
                Iccids::isIccid,
                "an ICCID of " + Iccids.DIGITS + " digits, without the check digit",
                faults);
        return iccids == null ? null : Iccids.of(iccids);
    }

    private static @Nullable Set<String> countries(JsonNode array, Faults faults) {
        return texts(
                array,
                COUNTRIES,
                MOST_COUNTRIES,
                "countries",
                country -> COUNTRY.matcher(country).matches(),
                "the ISO code of a country in two lower-case letters, such as de",
                faults);
    }

    private static @Nullable Set<String> texts(
            JsonNode array,
            String member,
            int most,
            String what,
            Predicate<String> isOne,
            String expected,
            Faults faults) {
        if (!array.isArray() || array.size() > most) {
            faults.wrong(member, array, "an array of at most " + most + " " + what);
            return null;
        }
        Set<String> texts = new TreeSet<>();
        for (JsonNode element : array) {
            if (!element.isTextual() || !isOne.test(element.textValue())) {
                faults.wrong(member, element, expected);
                return null;
            }
            texts.add(element.textValue());
        }
        return Collections.unmodifiableSet(texts);
    }
}
