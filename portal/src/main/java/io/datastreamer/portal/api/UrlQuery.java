package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Separates the query from a URL. It often holds a key ({@code ?key=…}), so it is a secret of its own, whether it was
 * given as part of {@code url} or as {@code query}.
 */
final class UrlQuery {
    private static final String URL = "url";
    private static final String MARK = "?";
    static final String MEMBER = "query";

    private UrlQuery() {}

    /** The stream with its URL's query as a separate member, in clear. */
    static StreamConfiguration apart(StreamConfiguration stream) {
        Settings settings = stream.settings();
        boolean hasQuery = SecretMembers.of(stream.apiType()).contains(MEMBER);
        if (hasQuery && settings.get(MEMBER) == null && settings.get(URL) instanceof String url && url.contains(MARK)) {
            Map<String, Object> members = new LinkedHashMap<>(settings.members());
            members.putAll(parts(url));
            return stream.withSettings(new Settings(members));
        }
        return stream;
    }

    /** The same for the settings in a request. */
    static JsonNode apart(JsonNode sent) {
        String url = sent.path(URL).textValue();
        if (url == null || !url.contains(MARK) || sent.hasNonNull(MEMBER)) {
            return sent;
        }
        ObjectNode apart = sent.deepCopy();
        parts(url).forEach(apart::put);
        return apart;
    }

    // only for a URL with a question mark; an empty query counts as none
    private static Map<String, String> parts(String url) {
        int at = url.indexOf(MARK);
        String before = url.substring(0, at);
        String query = url.substring(at + 1);
        return query.isEmpty() ? Map.of(URL, before) : Map.of(URL, before, MEMBER, query);
    }
}
