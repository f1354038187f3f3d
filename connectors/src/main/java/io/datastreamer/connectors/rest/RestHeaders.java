package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsReader;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** Validates the headers that a customer adds to requests, so that none can change the request itself. */
final class RestHeaders {
    private static final int MOST = 32;
    private static final int LONGEST_NAME = 128;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** Headers that the request itself sets, and those about a single connection (RFC 9110, section 7.6.1). */
    private static final Set<String> RESERVED = Set.of(
            "accept-encoding",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private RestHeaders() {}

    /**
     * Reads {@code authorization} and {@code headers}.
     *
     * @throws SettingsException when a name or value is not valid in a header, or the customer may not set the name
     */
    static Headers read(@Nullable String authorization, Map<?, ?> headers) throws SettingsException {
        Headers.Builder read = new Headers.Builder();
        if (authorization != null) {
            read.add("Authorization", SettingsReader.printable("authorization", authorization));
        }
        if (headers.size() > MOST) {
            throw new SettingsException("headers: there are " + headers.size() + ", at most " + MOST + " are possible");
        }
        for (Map.Entry<?, ?> header : headers.entrySet()) {
            String name = checkedName((String) header.getKey());
            if (read.get(name) != null) {
                throw new SettingsException("headers: " + name + " is given twice");
            }
            read.add(name, SettingsReader.printable("headers: " + name, header.getValue()));
        }
        return read.build();
    }

    private static String checkedName(String name) throws SettingsException {
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new SettingsException(
                    "headers: a name has characters that no header's name can have, or is longer than " + LONGEST_NAME);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (RESERVED.contains(lower) || lower.startsWith("proxy-") || lower.startsWith("webhook-")) {
            throw new SettingsException("headers: " + name + " cannot be set, the Data Streamer does that itself");
        }
        return name;
    }
}
