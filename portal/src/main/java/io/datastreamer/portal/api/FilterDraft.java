package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.FiltersCodec;
import io.datastreamer.portal.web.JsonBody;

/** Reads the filters that customers send. */
final class FilterDraft {
    static final String FILTERS = "filters";

    private static final int LONGEST_SHOWN = 40;

    private FilterDraft() {}

    /**
     * Reads the member {@code filters}, a merge patch (RFC 7396), and notes its errors.
     *
     * @param before the filters that it changes
     */
    static Filters read(JsonBody body, Filters before) {
        JsonNode filters = body.value(FILTERS);
        if (filters == null) {
            return body.has(FILTERS) ? Filters.NONE : before;
        }
        if (!filters.isObject()) {
            body.wrong(FILTERS, "must be an object");
            return before;
        }
        filters.fieldNames().forEachRemaining(member -> {
            if (!FiltersCodec.members().contains(member)) {
                body.wrong(FILTERS + "." + member, "there is no such member");
            }
        });
        return FiltersCodec.read(
                filters,
                before,
                (member, value, expected) ->
                        body.wrong(FILTERS + "." + member, reason(value, value.equals(filters.get(member)), expected)));
    }

    private static String reason(JsonNode value, boolean isWhole, String expected) {
        if (isWhole) {
            return "must be " + expected;
        }
        String shown = value.toString();
        String cut = shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "…" : shown;
        return "has " + cut + ", and each must be " + expected;
    }
}
