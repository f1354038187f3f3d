package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Filters;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads data streams that customers send, with secrets in clear, and reports all of their errors at once.
 */
final class StreamDraft {
    /** The longest name of a stream. */
    static final int LONGEST_NAME = 100;

    private static final String SETTINGS = SettingsRules.SETTINGS;
    private static final String HEADERS = SettingsRules.HEADERS;
    private static final String FILTERS = FilterDraft.FILTERS;

    private final SettingsRules rules;
    private final boolean canFetch;

    /** @param canFetch whether the job can be asked for documents */
    StreamDraft(SettingsRules rules, boolean canFetch) {
        this.rules = rules;
        this.canFetch = canFetch;
    }

    /**
     * Creates a new stream.
     *
     * @param body the request's body; the caller has read {@code organisation_id}
     * @param like has the id, organisation and time of creation
     * @throws Problem with all invalid members
     */
    StreamConfiguration create(JsonBody body, StreamConfiguration like) throws Problem {
        String name = body.line("name", LONGEST_NAME);
        StreamType streamType = body.choice("stream_type", StreamType.class);
        ApiType apiType = body.choice("api_type", ApiType.class);
        StreamConfiguration.State state = body.choice("state", StreamConfiguration.State.class);
        boolean historic = body.flag("historic");
        Filters filters = FilterDraft.read(body, Filters.NONE);
        JsonNode settings = body.value(SETTINGS);
        if (streamType == null) {
            body.missing("stream_type");
        }
        if (apiType == null) {
            body.missing("api_type");
        } else if (apiType == ApiType.PULL && !canFetch) {
            body.wrong("api_type", "PULL is not available here: the operator has not set --questions and --answers");
        }
        if (settings == null) {
            body.missing(SETTINGS);
        } else if (!settings.isObject()) {
            body.wrong(SETTINGS, "must be an object");
        } else if (apiType != null) {
            JsonNode apart = UrlQuery.apart(settings);
            StreamConfiguration draft = StreamConfiguration.of(
                            like.id(),
                            like.organisationId(),
                            // if it is wrong, its error is noted already; this type fits every place
                            streamType == null ? StreamType.USAGE_AND_EVENTS : streamType,
                            apiType,
                            DataStreamCodec.readSettings(apart))
                    .withName(name == null ? "" : name)
                    .withHistoric(historic)
                    .withState(state == null ? StreamConfiguration.State.RUNNING : state)
                    .withCreatedAt(like.createdAt())
                    .withFilters(filters);
            rules.check(body, draft, apart);
            body.finish();
            return draft;
        }
        body.finish();
        throw new IllegalStateException("something is missing, and was told");
    }

    /**
     * The next version of a stream after a merge patch.
     *
     * @param change the stream, with new secrets in clear
     * @param given the settings in the request, with secrets in clear, which are still to be encrypted
     * @param members the members in the request, such as {@code settings.url}
     */
    record Change(StreamConfiguration change, Settings given, List<String> members) {}

    /**
     * Changes a stream.
     *
     * @throws Problem with all invalid members
     */
    Change change(JsonBody body, StreamConfiguration written) throws Problem {
        StreamConfiguration current = UrlQuery.apart(written);
        for (String fixed : List.of("id", "organisation_id", "api_type", "historic", "state", "created_at")) {
            if (body.has(fixed)) {
                body.value(fixed);
                body.wrong(fixed, fixed.equals("state") ? "is changed by pause and resume" : "cannot be changed");
            }
        }
        List<String> members = new ArrayList<>();
        String name = body.line("name", LONGEST_NAME);
        StreamType streamType = body.choice("stream_type", StreamType.class);
        if (body.has("stream_type") && streamType == null) {
            body.missing("stream_type");
        }
        Filters filters = FilterDraft.read(body, current.filters());
        JsonNode patch = body.value(SETTINGS);
        if (body.has(SETTINGS) && (patch == null || !patch.isObject())) {
            body.wrong(SETTINGS, "must be an object");
            patch = null;
        }
        List.of("name", "stream_type", FILTERS).stream().filter(body::has).forEach(members::add);
        // a query that was part of the URL in clear is encrypted at any change
        Object inClear = current.equals(written) ? null : current.settings().get(UrlQuery.MEMBER);
        Settings given = inClear == null ? Settings.EMPTY : new Settings(Map.of(UrlQuery.MEMBER, inClear));
        Settings settings = current.settings();
        if (patch != null) {
            patch = UrlQuery.apart(patch);
            patch.fieldNames().forEachRemaining(member -> members.add(SETTINGS + "." + member));
            Settings sent = DataStreamCodec.readSettings(patch);
            settings = merged(current.settings(), patch, sent);
            given = patch.has(UrlQuery.MEMBER) ? sent : both(given, sent);
            rules.requireSecretsAgain(body, current, settings, patch);
        }
        StreamConfiguration next = current.withName(body.has("name") ? (name == null ? "" : name) : current.name())
                .withStreamType(streamType == null ? current.streamType() : streamType)
                .withSettings(settings)
                .withFilters(filters);
        rules.check(body, next, patch == null ? JsonNodeFactory.instance.objectNode() : patch);
        body.finish();
        return new Change(next, given, members);
    }

    private static Settings both(Settings first, Settings second) {
        Map<String, Object> members = new LinkedHashMap<>(first.members());
        members.putAll(second.members());
        return new Settings(members);
    }

    // RFC 7396, one level deep, and two for headers
    private static Settings merged(Settings before, JsonNode patch, Settings given) {
        Map<String, Object> members = new LinkedHashMap<>(before.members());
        patch.properties().forEach(member -> {
            Object value = given.get(member.getKey());
            if (value == null) {
                members.remove(member.getKey());
            } else if (member.getKey().equals(HEADERS)
                    && value instanceof Map<?, ?> headers
                    && before.get(HEADERS) instanceof Map<?, ?> known) {
                Map<Object, Object> all = new LinkedHashMap<>(known);
                member.getValue().fieldNames().forEachRemaining(all::remove);
                all.putAll(headers);
                members.put(HEADERS, all);
            } else {
                members.put(member.getKey(), value);
            }
        });
        return new Settings(members);
    }
}
