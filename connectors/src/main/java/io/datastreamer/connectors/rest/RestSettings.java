package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.http.SettingsUrl;
import io.datastreamer.connectors.oauth.ClientCredentials;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.tls.TlsSettings;
import io.datastreamer.connectors.webhook.WebhookSigner;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The settings of RestAPI and RestAPI in Bulk.
 *
 * @param url where to send, including {@code query} if it is given separately
 * @param headers {@code authorization} and {@code headers}
 * @param signer signs the requests; null without {@code signing_secret}
 * @param limits {@code max_records} (bulk: 1 to 3000, default 1000), {@code max_bytes} (1 KiB to 16 MiB, default 900,000),
 *     {@code linger_ms} (bulk: 0 to 60,000, default 0), {@code window} (single: 1 to 64, default 1)
 * @param form {@code format}: the form of the documents
 * @param compresses {@code compression}: whether bodies are sent compressed
 * @param method {@code method}: POST, PUT or PATCH
 * @param tokens requests the access tokens of requests; null without {@code token_url}
 * @param tls the customer's TLS settings; null for the defaults
 * @param isBare {@code body} (single): whether the document is sent as it is, not as the only element of an array;
 *     always so for CloudEvents one by one
 * @param isBinary {@code cloudevents_mode} (single): whether the attributes of CloudEvents are headers
 */
record RestSettings(
        HttpUrl url,
        Headers headers,
        @Nullable WebhookSigner signer,
        Limits limits,
        Form form,
        boolean compresses,
        String method,
        boolean isBare,
        boolean isBinary,
        @Nullable ClientCredentials tokens,
        @Nullable TlsSettings tls) {
    private static final SettingsField URL =
            SettingsField.url("url", "https://example.com/data").asRequired().asTarget();
    private static final SettingsField AUTHORIZATION = SettingsField.text("authorization", "Bearer 0123456789");
    private static final SettingsField HEADERS = SettingsField.namedTexts("headers", "X-Api-Key");
    private static final SettingsField QUERY =
            SettingsField.text("query", "key=0123456789").asAdvanced();
    private static final SettingsField SIGNING_SECRET = SettingsField.text(
                    "signing_secret", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")
            .asAdvanced();
    private static final SettingsField MAX_RECORDS = SettingsField.number("max_records", 1000, 1, 3000);

    /** Below the default limit of nginx, the most common server: 1 MiB including what surrounds the documents. */
    private static final SettingsField MAX_BYTES = SettingsField.number("max_bytes", 900_000, 1L << 10, 16L << 20);

    private static final SettingsField LINGER_MS = SettingsField.number("linger_ms", 0, 0, 60_000);
    private static final SettingsField WINDOW = SettingsField.number("window", 1, 1, 64);

    private static final String GZIP = "gzip";
    private static final SettingsField COMPRESSION =
            SettingsField.choice("compression", "none", List.of(GZIP, "none")).asAdvanced();

    private static final SettingsField METHOD = SettingsField.choice("method", "POST", List.of("POST", "PUT", "PATCH"))
            .asAdvanced();
    private static final String OBJECT = "object";
    private static final SettingsField BODY =
            SettingsField.choice("body", "array", List.of("array", OBJECT)).asAdvanced();

    private static final String BINARY = "binary";
    private static final SettingsField CLOUDEVENTS_MODE = SettingsField.choice(
                    "cloudevents_mode", "structured", List.of("structured", BINARY))
            .asAdvanced();

    private static final List<SettingsField> SINGLE = withTokensAndTls(List.of(
            URL,
            AUTHORIZATION,
            HEADERS,
            QUERY,
            SIGNING_SECRET,
            Form.FIELD,
            CLOUDEVENTS_MODE,
            WINDOW,
            MAX_BYTES,
            COMPRESSION,
            METHOD,
            BODY));
    private static final List<SettingsField> BULK = withTokensAndTls(List.of(
            URL,
            AUTHORIZATION,
            HEADERS,
            QUERY,
            SIGNING_SECRET,
            Form.FIELD,
            MAX_RECORDS,
            MAX_BYTES,
            LINGER_MS,
            COMPRESSION,
            METHOD));

    private static final int LONGEST_URL = 2048;

    /** A shorter value would occur by chance in many texts. */
    private static final int SHORTEST_SECRET = 4;

    /** Parts of a value (such as what follows {@code Bearer}) are secrets, too; a scheme's name is not. */
    private static final int SHORTEST_PART = 8;

    private static List<SettingsField> withTokensAndTls(List<SettingsField> others) {
        return Stream.of(others, ClientCredentials.FIELDS, TlsSettings.FIELDS)
                .flatMap(List::stream)
                .toList();
    }

    /** The members. */
    static List<SettingsField> fields(ApiType type) {
        return type == ApiType.REST_API ? SINGLE : BULK;
    }

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static RestSettings read(ApiType type, Settings settings) throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        Form form = Form.read(reader, Form.FIELD);
        Headers headers = RestHeaders.read(reader.text(AUTHORIZATION.member()), reader.object(HEADERS.member()));
        HttpUrl url = readUrl(reader.requiredText(URL.member()), reader.text(QUERY.member()));
        return new RestSettings(
                url,
                headers,
                readSigner(reader.text(SIGNING_SECRET.member())),
                form.limits(readLimits(type, reader)),
                form,
                reader.choice(COMPRESSION).equals(GZIP),
                reader.choice(METHOD),
                type == ApiType.REST_API && (reader.choice(BODY).equals(OBJECT) || form == Form.CLOUDEVENTS),
                isBinary(type, form, reader, headers),
                readTokens(reader, headers),
                readTls(url, reader));
    }

    private static boolean isBinary(ApiType type, Form form, SettingsReader reader, Headers headers)
            throws SettingsException {
        if (type != ApiType.REST_API || !reader.choice(CLOUDEVENTS_MODE).equals(BINARY)) {
            return false;
        }
        for (String name : headers.names()) {
            if (name.toLowerCase(Locale.ROOT).startsWith("ce-")) {
                throw new SettingsException("headers: " + name + " cannot be set with the cloudevents_mode binary");
            }
        }
        return form == Form.CLOUDEVENTS;
    }

    /** The URL for people to read: without its query, which may hold a key. */
    String target() {
        return url.newBuilder().query(null).build().toString();
    }

    /** The hosts that requests go to, by the setting that names them. */
    Map<String, List<String>> hosts() {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        hosts.put(URL.member(), List.of(url.host()));
        if (tokens != null) {
            hosts.put(
                    ClientCredentials.TOKEN_URL.member(),
                    List.of(tokens.tokenUrl().host()));
        }
        return hosts;
    }

    /** The secrets that no text may show: the values of headers and of the URL's query, and their parts. */
    Set<String> secrets() {
        Set<String> secrets = new LinkedHashSet<>();
        headers.forEach(header -> addSecret(secrets, header.getSecond()));
        for (int i = 0; i < url.querySize(); i++) {
            addSecret(secrets, url.queryParameterValue(i));
        }
        addSecret(secrets, url.query());
        addSecret(secrets, url.encodedQuery());
        if (tokens != null) {
            secrets.addAll(tokens.secrets());
        }
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

    private static @Nullable ClientCredentials readTokens(SettingsReader reader, Headers headers)
            throws SettingsException {
        ClientCredentials tokens = ClientCredentials.read(reader);
        if (tokens != null && headers.get("Authorization") != null) {
            throw new SettingsException(ClientCredentials.TOKEN_URL.member()
                    + ": cannot stand beside an authorization, which tokens take the place of");
        }
        return tokens;
    }

    private static @Nullable TlsSettings readTls(HttpUrl url, SettingsReader reader) throws SettingsException {
        TlsSettings tls = TlsSettings.read(reader);
        if (tls != null && !url.isHttps()) {
            throw new SettingsException(URL.member() + ": must begin with https, since there are settings for TLS");
        }
        return tls;
    }

    private static HttpUrl readUrl(String text, @Nullable String query) throws SettingsException {
        HttpUrl url = SettingsUrl.parse(URL.member(), text);
        return query == null ? url : withQuery(url, query);
    }

    private static HttpUrl withQuery(HttpUrl url, String query) throws SettingsException {
        if (url.query() != null) {
            throw new SettingsException("query: the url has a query already; give it in one place");
        }
        if (query.length() > LONGEST_URL || !query.chars().allMatch(c -> c > ' ' && c < 0x7F && c != '#')) {
            throw new SettingsException("query: must be what follows a ? in a URL, such as key=0123456789, at most "
                    + LONGEST_URL + " characters");
        }
        return url.newBuilder().encodedQuery(query).build();
    }

    private static @Nullable WebhookSigner readSigner(@Nullable String secret) throws SettingsException {
        try {
            return secret == null ? null : WebhookSigner.of(secret);
        } catch (IllegalArgumentException e) {
            throw new SettingsException("signing_secret: " + e.getMessage());
        }
    }

    private static Limits readLimits(ApiType type, SettingsReader reader) throws SettingsException {
        long maxBytes = reader.integer(MAX_BYTES);
        if (type == ApiType.REST_API) {
            return new Limits(1, maxBytes, Duration.ZERO, (int) reader.integer(WINDOW));
        }
        return new Limits((int) reader.integer(MAX_RECORDS), maxBytes, Duration.ofMillis(reader.integer(LINGER_MS)), 1);
    }

    @Override
    public String toString() {
        return "RestSettings[" + target() + ", headers " + headers.names() + ", " + limits + "]";
    }
}
