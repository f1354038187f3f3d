package io.datastreamer.connectors.entra;

import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.oauth.TokenRequests;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.FormBody;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * An application or managed identity of the customer's at Microsoft Entra ID that trusts tokens that the operator signs
 * for the customer's organisation (a federated identity credential). It requests access tokens with client credentials,
 * and the signed token takes the place of a secret (RFC 7523, section 2.2).
 *
 * @param identity signs the token that names the organisation
 * @param organisationId the organisation
 * @param clientId the application's id
 * @param scope the scope of access tokens, such as {@code https://storage.azure.com/.default}
 * @param url the tenant's token endpoint
 * @see <a href="https://learn.microsoft.com/entra/workload-id/workload-identity-federation">what Microsoft expects</a>
 */
public record EntraApplication(
        OperatorIdentity identity, long organisationId, String clientId, String scope, HttpUrl url)
        implements TokenRequests {
    /** The directory that the application is in. */
    public static final SettingsField TENANT_ID = SettingsField.text(
                    "tenant_id", "11111111-2222-3333-4444-555555555555")
            .asAdvanced();

    /** The application. */
    public static final SettingsField CLIENT_ID = SettingsField.text(
                    "client_id", "66666666-7777-8888-9999-aaaaaaaaaaaa")
            .asAdvanced()
            .beside(TENANT_ID.member());

    private static final Pattern GUID =
            Pattern.compile("[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}");
    private static final String PUBLIC = "https://login.microsoftonline.com";
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    /** The audience of every application's credential, unless somebody changes it. */
    private static final String AUDIENCE = "api://AzureADTokenExchange";

    /** Whether the settings name an application. */
    public static boolean isIn(SettingsReader settings) throws SettingsException {
        return settings.text(TENANT_ID.member()) != null || settings.text(CLIENT_ID.member()) != null;
    }

    /**
     * Reads and validates {@code tenant_id} and {@code client_id}.
     *
     * @param scope the scope of access tokens
     * @param organisationId the data stream's organisation
     * @param operator the operator's settings for Azure
     * @param others the members for other kinds of access, none of which may be given as well
     * @throws SettingsException when they are invalid; the message names the member
     */
    public static EntraApplication read(
            SettingsReader settings,
            String scope,
            long organisationId,
            EntraOperator operator,
            List<SettingsField> others)
            throws SettingsException {
        for (SettingsField other : others) {
            if (settings.text(other.member()) != null) {
                throw new SettingsException(TENANT_ID.member() + ": cannot be together with " + other.member());
            }
        }
        String client = guid(settings, CLIENT_ID, "an application's client id");
        String tenant = guid(settings, TENANT_ID, "a tenant's id");
        if (tenant == null || client == null) {
            throw new SettingsException((tenant == null ? TENANT_ID : CLIENT_ID).member() + ": is missing");
        }
        OperatorIdentity identity = OperatorIdentity.require(operator.identity(), TENANT_ID.member());
        String base = operator.endpoint() == null ? PUBLIC : operator.endpoint();
        HttpUrl url = HttpUrl.get(base + "/" + tenant + "/oauth2/v2.0/token");
        return new EntraApplication(identity, organisationId, client, scope, url);
    }

    private static @Nullable String guid(SettingsReader settings, SettingsField field, String what)
            throws SettingsException {
        String value = settings.text(field.member());
        if (value == null) {
            return null;
        }
        if (!GUID.matcher(value).matches()) {
            throw new SettingsException(field.member() + ": must be " + what + " such as " + field.example());
        }
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public TokenRequest next() throws GeneralSecurityException {
        String signed = identity.signed(organisationId, AUDIENCE);
        Request request = TokenRequests.to(url)
                .post(new FormBody.Builder()
                        .add("grant_type", "client_credentials")
                        .add("client_id", clientId)
                        .add("client_assertion_type", ASSERTION_TYPE)
                        .add("client_assertion", signed)
                        .add("scope", scope)
                        .build())
                .build();
        return new TokenRequest(request, Set.of(signed));
    }

    @Override
    public Set<String> secrets() {
        return Set.of();
    }

    @Override
    public String toString() {
        return clientId;
    }
}
