package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes the query of a URL apart. It often holds a key ({@code ?key=…}), so that it is a secret of its own, however it was
 * given: as a part of {@code url}, or as {@code query}.
 */
final class UrlQuery {
    private static final String URL = "url";
    static final String MEMBER = "query";

    private UrlQuery() {}

    /** The stream with its URL's query as a member of its own, in clear. */
    static DataStream apart(DataStream stream) {
        boolean hasQuery = SecretMembers.of(stream.apiType()).contains(MEMBER);
        if (hasQuery
                && stream.settings().get(URL) instanceof String url
                && stream.settings().get(MEMBER) == null) {
            int at = url.indexOf('?');
            if (at >= 0) {
                Map<String, Object> members =
                        new LinkedHashMap<>(stream.settings().members());
                members.put(URL, url.substring(0, at));
                if (at + 1 < url.length()) {
                    members.put(MEMBER, url.substring(at + 1));
                }
                return stream.withSettings(new Settings(members));
            }
        }
        return stream;
    }

    /** The same of settings that were sent. */
    static JsonNode apart(JsonNode sent) {
        String url = sent.path(URL).textValue();
        int at = url == null ? -1 : url.indexOf('?');
        if (url == null || at < 0 || sent.hasNonNull(MEMBER)) {
            return sent;
        }
        ObjectNode apart = sent.deepCopy();
        apart.put(URL, url.substring(0, at));
        if (at + 1 < url.length()) {
            apart.put(MEMBER, url.substring(at + 1));
        }
        return apart;
    }
}
