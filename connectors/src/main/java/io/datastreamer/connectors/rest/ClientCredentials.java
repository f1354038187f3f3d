package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * What asks for access tokens: OAuth 2.0 client credentials (RFC 6749, section 4.4).
 *
 * @param tokenUrl the token endpoint
 * @param clientId this client's name there
 * @param clientSecret its password
 * @param scope what is asked for; null for what the endpoint gives by itself
 * @param audience whom the token is for, where the endpoint wants to know
 * @param inBody whether id and secret go into the body rather than into an {@code Authorization} header
 */
record ClientCredentials(
        HttpUrl tokenUrl,
        String clientId,
        String clientSecret,
        @Nullable String scope,
        @Nullable String audience,
        boolean inBody) {
    /** The client's secret goes there: whoever changes it has to know that. */
    static final SettingsField TOKEN_URL = SettingsField.url("token_url", "https://example.com/oauth2/token")
            .asTarget()
            .asAdvanced();

    private static final SettingsField CLIENT_ID =
            SettingsField.text("client_id", "data-streamer").asAdvanced();
    private static final SettingsField CLIENT_SECRET =
            SettingsField.text("client_secret", "0123456789abcdef").asAdvanced();
    private static final SettingsField SCOPE =
            SettingsField.text("scope", "events.write").asAdvanced();
    private static final SettingsField AUDIENCE =
            SettingsField.text("audience", "https://example.com/").asAdvanced();
    private static final String BODY = "body";
    private static final SettingsField CLIENT_AUTHENTICATION = SettingsField.choice(
                    "client_authentication", "basic", List.of("basic", BODY))
            .asAdvanced();

    /** The members. */
    static final List<SettingsField> FIELDS =
            List.of(TOKEN_URL, CLIENT_ID, CLIENT_SECRET, SCOPE, AUDIENCE, CLIENT_AUTHENTICATION);

    /**
     * Reads and validates; null without {@code token_url}.
     *
     * @param headers those that the customer adds to requests
     * @throws SettingsException when they are not valid, or one of them is there and {@code token_url} is not
     */
    static @Nullable ClientCredentials read(SettingsReader reader, Headers headers) throws SettingsException {
        String url = reader.text(TOKEN_URL.member());
        String authentication = reader.choice(CLIENT_AUTHENTICATION);
        if (url == null) {
            for (SettingsField field : List.of(CLIENT_ID, CLIENT_SECRET, SCOPE, AUDIENCE)) {
                if (reader.text(field.member()) != null) {
                    throw new SettingsException(TOKEN_URL.member() + ": is missing, and there is a " + field.member());
                }
            }
            return null;
        }
        if (headers.get("Authorization") != null) {
            throw new SettingsException(
                    TOKEN_URL.member() + ": cannot stand beside an authorization, which tokens take the place of");
        }
        return new ClientCredentials(
                RestSettings.parsedUrl(TOKEN_URL.member(), url),
                RestHeaders.checkedValue(CLIENT_ID.member(), reader.requiredText(CLIENT_ID.member())),
                RestHeaders.checkedValue(CLIENT_SECRET.member(), reader.requiredText(CLIENT_SECRET.member())),
                checked(reader, SCOPE),
                checked(reader, AUDIENCE),
                authentication.equals(BODY));
    }

    private static @Nullable String checked(SettingsReader reader, SettingsField field) throws SettingsException {
        String value = reader.text(field.member());
        return value == null ? null : RestHeaders.checkedValue(field.member(), value);
    }

    /** Asks for a token. */
    Request request() {
        FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
        Request.Builder request = new Request.Builder()
                .url(tokenUrl)
                .header("Accept", "application/json")
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "data-streamer");
        if (inBody) {
            form.add("client_id", clientId).add("client_secret", clientSecret);
        } else {
            request.header("Authorization", basic());
        }
        if (scope != null) {
            form.add("scope", scope);
        }
        if (audience != null) {
            form.add("audience", audience);
        }
        return request.post(form.build()).build();
    }

    // both are form-encoded first (RFC 6749, section 2.3.1)
    private String basic() {
        return Credentials.basic(encoded(clientId), encoded(clientSecret));
    }

    private static String encoded(String value) {
        return new FormBody.Builder().add("value", value).build().encodedValue(0);
    }

    /** What no text may show. */
    Set<String> secrets() {
        return new HashSet<>(List.of(clientSecret, encoded(clientSecret), basic().substring("Basic ".length())));
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
