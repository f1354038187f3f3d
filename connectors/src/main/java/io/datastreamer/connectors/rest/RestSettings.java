package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.connectors.SettingsReader;
import io.datastreamer.connectors.webhook.WebhookSigner;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Settings of RestAPI and RestAPI in Bulk.
 *
 * @param url where to send
 * @param headers {@code authorization} and {@code headers}
 * @param signer signs the requests; null without {@code signing_secret}
 * @param limits {@code max_records} (bulk: 1 to 3000, default 1000), {@code max_bytes} (1 KiB to 16 MiB, default 4 MiB),
 *     {@code linger_ms} (bulk: 0 to 60,000, default 0), {@code window} (single: 1 to 64, default 1)
 */
record RestSettings(HttpUrl url, Headers headers, @Nullable WebhookSigner signer, Limits limits) {
    private static final int LONGEST_URL = 2048;

    /** A shorter value would be found by chance in many texts. */
    private static final int SHORTEST_SECRET = 4;

    /** Parts of a value (behind {@code Bearer}, for one) are secrets, too; a scheme's name is none. */
    private static final int SHORTEST_PART = 8;

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are not valid: names the member, holds no secret's value
     */
    static RestSettings read(ApiType type, Settings settings) throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        return new RestSettings(
                readUrl(reader.requiredText("url")),
                RestHeaders.read(reader.text("authorization"), reader.object("headers")),
                readSigner(reader.text("signing_secret")),
                readLimits(type, reader));
    }

    /** The URL for people to read: without its query, which may hold a key. */
    String target() {
        return url.newBuilder().query(null).build().toString();
    }

    /** What no text may show: the values of headers and of the URL's query, and their parts. */
    Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        headers.forEach(header -> addSecret(secrets, header.getSecond()));
        for (int i = 0; i < url.querySize(); i++) {
            addSecret(secrets, url.queryParameterValue(i));
        }
        addSecret(secrets, url.query());
        addSecret(secrets, url.encodedQuery());
        return secrets;
    }

    private static void addSecret(Set<String> secrets, @Nullable String value) {
        if (value == null || value.length() < SHORTEST_SECRET) {
            return;
        }
        secrets.add(value);
        for (String part : value.split("\\s+", -1)) {
            if (part.length() >= SHORTEST_PART) {
                secrets.add(part);
            }
        }
    }

    private static HttpUrl readUrl(String text) throws SettingsException {
        HttpUrl url = text.length() > LONGEST_URL || !text.chars().allMatch(c -> c > ' ' && c != 0x7F)
                ? null
                : HttpUrl.parse(text);
        if (url == null) {
            throw new SettingsException("url: must be a URL such as https://example.com/path, at most " + LONGEST_URL
                    + " characters, http or https");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new SettingsException("url: must not hold a user or a password; use authorization");
        }
        if (url.fragment() != null) {
            throw new SettingsException("url: must not have a fragment (what follows a #)");
        }
        return url;
    }

    private static @Nullable WebhookSigner readSigner(@Nullable String secret) throws SettingsException {
        try {
            return secret == null ? null : WebhookSigner.of(secret);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("signing_secret: " + e.getMessage());
        }
    }

    private static Limits readLimits(ApiType type, SettingsReader reader) throws SettingsException {
        long maxBytes = reader.integer("max_bytes", 4L << 20, 1L << 10, 16L << 20);
        if (type == ApiType.REST_API) {
            return new Limits(1, maxBytes, Duration.ZERO, (int) reader.integer("window", 1, 1, 64));
        }
        return new Limits(
                (int) reader.integer("max_records", 1000, 1, 3000),
                maxBytes,
                Duration.ofMillis(reader.integer("linger_ms", 0, 0, 60_000)),
                1);
    }

    @Override
    public String toString() {
        return "RestSettings[" + target() + ", headers " + headers.names() + ", " + limits + "]";
    }
}
