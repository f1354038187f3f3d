package io.datastreamer.connectors.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.oauth.JwtSigner;
import io.datastreamer.connectors.oauth.TokenRequests;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.tls.PemPrivateKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The key of a customer's service account at Google Cloud. It signs requests for access tokens (RFC 7523, section 2.1).
 *
 * @see <a href="https://developers.google.com/identity/protocols/oauth2/service-account">what Google expects</a>
 */
final class ServiceAccount implements TokenRequests {
    /** The key file as downloaded from Google Cloud. */
    static final SettingsField KEY =
            SettingsField.lines("service_account_key", example()).asRequired();

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String TOKENS = "https://oauth2.googleapis.com/token";
    /** Including those of older key files. */
    private static final Set<String> TOKEN_URIS =
            Set.of(TOKENS, "https://accounts.google.com/o/oauth2/token", "https://www.googleapis.com/oauth2/v4/token");

    private static final long GOOD_SECONDS = 600;
    private static final int LONGEST = 16 * 1024;

    private final String email;
    private final @Nullable String keyId;
    private final JwtSigner signer;
    private final Set<String> secrets;
    private final String scope;
    private final HttpUrl tokenUrl;
    private final String audience;

    private ServiceAccount(String text, JsonNode file, String scope, @Nullable String endpoint)
            throws SettingsException {
        this.email = member(file, "client_email");
        String privateKey = member(file, "private_key");
        String keyIdOrNone = file.path("private_key_id").asText("");
        this.keyId = keyIdOrNone.isBlank() ? null : keyIdOrNone;
        this.signer = new JwtSigner(KEY.member(), PemPrivateKey.read(KEY.member(), privateKey));
        this.secrets = Set.of(text, privateKey, privateKey.replace("\n", "\\n"));
        this.scope = scope;
        this.audience = file.path("token_uri").asText(TOKENS);
        if (!TOKEN_URIS.contains(audience)) {
            throw new SettingsException(KEY.member() + ": its token_uri must be " + TOKENS);
        }
        this.tokenUrl = HttpUrl.get(endpoint == null ? audience : endpoint + "/token");
    }

    /**
     * Reads and validates {@code service_account_key}.
     *
     * @param scope the scope of tokens, such as {@code https://www.googleapis.com/auth/pubsub}
     * @param endpoint the address of Google's token service; null for the public one
     * @throws SettingsException when it is missing, or is not the key of a service account
     */
    static ServiceAccount read(SettingsReader settings, String scope, @Nullable String endpoint)
            throws SettingsException {
        String text = settings.requiredText(KEY.member());
        JsonNode file = text.length() > LONGEST ? null : parsed(text);
        if (file == null || !file.path("type").asText().equals("service_account")) {
            throw new SettingsException(KEY.member() + ": must be the key file of a service account, in JSON, with"
                    + " \"type\": \"service_account\"");
        }
        return new ServiceAccount(text, file, scope, endpoint);
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // the exception's message shows the input
            return null;
        }
    }

    private static String member(JsonNode file, String name) throws SettingsException {
        String value = file.path(name).asText("");
        if (value.isBlank()) {
            throw new SettingsException(KEY.member() + ": has no " + name);
        }
        return value;
    }

    /** A key file that gives access to nothing. */
    private static String example() {
        try (InputStream file = Objects.requireNonNull(ServiceAccount.class.getResourceAsStream("example-key.json"))) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public TokenRequest next() throws GeneralSecurityException {
        String signed = signed(Instant.now());
        Request request = TokenRequests.to(tokenUrl)
                .post(new FormBody.Builder()
                        .add("grant_type", GRANT)
                        .add("assertion", signed)
                        .build())
                .build();
        return new TokenRequest(request, Set.of(signed));
    }

    private String signed(Instant now) throws GeneralSecurityException {
        var header = JwtSigner.object();
        if (keyId != null) {
            header.put("kid", keyId);
        }
        return signer.signed(
                header,
                JwtSigner.object()
                        .put("iss", email)
                        .put("scope", scope)
                        .put("aud", audience)
                        .put("iat", now.getEpochSecond())
                        .put("exp", now.getEpochSecond() + GOOD_SECONDS));
    }

    @Override
    public Set<String> secrets() {
        return secrets;
    }

    /** The account's name, which looks like a mail address. */
    @Override
    public String toString() {
        return email;
    }
}
