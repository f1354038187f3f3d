package io.datastreamer.connectors.oauth;

import io.datastreamer.connectors.http.SettingsUrl;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.tls.PemCertificates;
import io.datastreamer.connectors.tls.PemPrivateKey;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import okhttp3.Credentials;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Requests access tokens by OAuth 2.0 client credentials (RFC 6749, section 4.4).
 *
 * @param tokenUrl the token endpoint
 * @param clientId the client's id there
 * @param clientSecret the client's password; null if it signs
 * @param assertion creates signed assertions; null if the client has a password
 * @param scope the requested scope; null for the endpoint's default
 * @param audience the token's audience, if the endpoint wants to know it
 * @param inBody whether id and secret go into the body instead of an {@code Authorization} header
 */
public record ClientCredentials(
        HttpUrl tokenUrl,
        String clientId,
        @Nullable String clientSecret,
        @Nullable ClientAssertion assertion,
        @Nullable String scope,
        @Nullable String audience,
        boolean inBody)
        implements TokenRequests {
    private static final String BODY = "body";
    private static final String SIGNED = "private_key_jwt";
    /** RFC 7523, section 2.2. */
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /** The client's secret is sent there: whoever changes the address must know the secret. */
    public static final SettingsField TOKEN_URL = SettingsField.url("token_url", "https://example.com/oauth2/token")
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
    private static final SettingsField CLIENT_AUTHENTICATION = SettingsField.choice(
                    "client_authentication", "basic", List.of("basic", BODY, SIGNED))
            .asAdvanced();
    private static final SettingsField SIGNING_KEY =
            SettingsField.pem("assertion_key", "-----BEGIN PRIVATE KEY----- …");
    private static final SettingsField SIGNING_KEY_ID =
            SettingsField.text("assertion_key_id", "key-1").asAdvanced();
    private static final SettingsField SIGNING_CERTIFICATE =
            SettingsField.pem("assertion_certificate", "-----BEGIN CERTIFICATE----- …");
    private static final SettingsField ASSERTION_AUDIENCE =
            SettingsField.text("assertion_audience", "https://example.com/").asAdvanced();

    /** The members. */
    public static final List<SettingsField> FIELDS = List.of(
            TOKEN_URL,
            CLIENT_ID,
            CLIENT_SECRET,
            SCOPE,
            AUDIENCE,
            CLIENT_AUTHENTICATION,
            SIGNING_KEY,
            SIGNING_KEY_ID,
            SIGNING_CERTIFICATE,
            ASSERTION_AUDIENCE);

    /**
     * Reads and validates; null without {@code token_url}.
     *
     * @throws SettingsException when they are invalid or do not fit together; the message names the missing member, or
     *     the one that conflicts with others
     */
    public static @Nullable ClientCredentials read(SettingsReader reader) throws SettingsException {
        String url = reader.text(TOKEN_URL.member());
        String authentication = reader.choice(CLIENT_AUTHENTICATION);
        String pem = reader.text(SIGNING_KEY.member());
        PrivateKey key = pem == null ? null : PemPrivateKey.read(SIGNING_KEY.member(), pem);
        String certificate = reader.text(SIGNING_CERTIFICATE.member());
        X509Certificate keys = certificate == null
                ? null
                : PemCertificates.read(SIGNING_CERTIFICATE.member(), certificate)
                        .get(0);
        if (url == null) {
            requireNoneOf(
                    reader,
                    TOKEN_URL.member() + ": is missing, and there is a ",
                    List.of(
                            CLIENT_ID,
                            CLIENT_SECRET,
                            SCOPE,
                            AUDIENCE,
                            SIGNING_KEY,
                            SIGNING_KEY_ID,
                            SIGNING_CERTIFICATE,
                            ASSERTION_AUDIENCE));
            return null;
        }
        HttpUrl tokenUrl = SettingsUrl.parse(TOKEN_URL.member(), url);
        String clientId = checked(CLIENT_ID, reader.requiredText(CLIENT_ID.member()));
        boolean signs = authentication.equals(SIGNED);
        String secret = null;
        ClientAssertion assertion = null;
        if (signs) {
            requireNoneOf(
                    reader,
                    CLIENT_AUTHENTICATION.member() + ": is " + SIGNED + ", and there is a ",
                    List.of(CLIENT_SECRET));
            if (key == null) {
                throw new SettingsException(SIGNING_KEY.member() + ": is missing");
            }
            String forWhom = optional(reader, ASSERTION_AUDIENCE);
            assertion = new ClientAssertion(
                    new JwtSigner(SIGNING_KEY.member(), key),
                    optional(reader, SIGNING_KEY_ID),
                    keys == null ? null : ClientAssertion.thumbprint(keys),
                    clientId,
                    forWhom == null ? tokenUrl.toString() : forWhom);
        } else {
            requireNoneOf(
                    reader,
                    CLIENT_AUTHENTICATION.member() + ": is not " + SIGNED + ", and there is a ",
                    List.of(SIGNING_KEY, SIGNING_KEY_ID, SIGNING_CERTIFICATE, ASSERTION_AUDIENCE));
            secret = checked(CLIENT_SECRET, reader.requiredText(CLIENT_SECRET.member()));
        }
        return new ClientCredentials(
                tokenUrl,
                clientId,
                secret,
                assertion,
                optional(reader, SCOPE),
                optional(reader, AUDIENCE),
                authentication.equals(BODY));
    }

    private static void requireNoneOf(SettingsReader reader, String otherwise, List<SettingsField> fields)
            throws SettingsException {
        for (SettingsField field : fields) {
            if (reader.text(field.member()) != null) {
                throw new SettingsException(otherwise + field.member());
            }
        }
    }

    private static @Nullable String optional(SettingsReader reader, SettingsField field) throws SettingsException {
        String value = reader.text(field.member());
        return value == null ? null : checked(field, value);
    }

    private static String checked(SettingsField field, String value) throws SettingsException {
        return SettingsReader.printable(field.member(), value);
    }

    @Override
    public TokenRequest next() throws GeneralSecurityException {
        String signed = assertion == null ? null : assertion.signed(Instant.now());
        return new TokenRequest(request(signed), signed == null ? Set.of() : Set.of(signed));
    }

    private Request request(@Nullable String signed) {
        FormBody.Builder form = new FormBody.Builder().add("grant_type", "client_credentials");
        Request.Builder request = TokenRequests.to(tokenUrl);
        if (signed != null) {
            form.add("client_id", clientId)
                    .add("client_assertion_type", ASSERTION_TYPE)
                    .add("client_assertion", signed);
        } else if (inBody) {
            form.add("client_id", clientId).add("client_secret", String.valueOf(clientSecret));
        } else {
            request.header("Authorization", basic(String.valueOf(clientSecret)));
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
    private String basic(String secret) {
        return Credentials.basic(encoded(clientId), encoded(secret));
    }

    private static String encoded(String value) {
        return new FormBody.Builder().add("value", value).build().encodedValue(0);
    }

    @Override
    public Set<String> secrets() {
        return clientSecret == null
                ? Set.of()
                : new HashSet<>(List.of(
                        clientSecret, encoded(clientSecret), basic(clientSecret).substring("Basic ".length())));
    }

    /** Shows no secret. */
    @Override
    public String toString() {
        return "ClientCredentials[" + clientId + "]";
    }
}
