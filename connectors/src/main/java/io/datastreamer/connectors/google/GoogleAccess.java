package io.datastreamer.connectors.google;

import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.oauth.TokenRequests;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rights with which a stream writes to Google Cloud: those of the customer's service account, with its key, or
 * those that the customer's workload identity pool grants to the organisation. Never the operator's own.
 */
public final class GoogleAccess {
    private static final SettingsField PROVIDER = SettingsField.text(
                    "workload_identity_provider",
                    "projects/123456789012/locations/global/workloadIdentityPools/data-streamer/providers/data-streamer")
            .asAdvanced()
            .insteadOf(ServiceAccount.KEY.member());
    private static final SettingsField ACCOUNT = SettingsField.text(
                    "service_account", "data-streamer@example-project.iam.gserviceaccount.com")
            .asAdvanced()
            .beside(PROVIDER.member());

    /** The members. */
    public static final List<SettingsField> FIELDS = List.of(ServiceAccount.KEY, PROVIDER, ACCOUNT);

    /** A provider's name as Google's tools write it, with or without the service before it. */
    private static final Pattern PROVIDER_NAME = Pattern.compile(
            "(?://iam\\.googleapis\\.com/)?"
                    + "(projects/[0-9]{1,19}/locations/global/workloadIdentityPools/[a-z0-9-]{4,32}/providers/[a-z0-9-]{4,32})");

    private static final Pattern EMAIL = Pattern.compile("[a-z0-9-]{1,63}@[a-z0-9.-]{1,100}\\.gserviceaccount\\.com");

    private GoogleAccess() {}

    /**
     * Reads and validates {@code service_account_key}, or {@code workload_identity_provider} and {@code service_account}.
     *
     * @param scope the scope of tokens, such as {@code https://www.googleapis.com/auth/pubsub}
     * @param organisationId the data stream's organisation
     * @param operator the operator's settings for Google Cloud
     * @return what requests tokens; its {@code toString} names whose rights they have
     * @throws SettingsException when they are invalid; the message names the member and shows nothing of a key
     */
    public static TokenRequests read(
            SettingsReader settings, String scope, long organisationId, GoogleOperator operator)
            throws SettingsException {
        String provider = settings.text(PROVIDER.member());
        String account = settings.text(ACCOUNT.member());
        if (provider == null) {
            if (account != null) {
                throw new SettingsException(PROVIDER.member() + ": is missing, and there is a " + ACCOUNT.member());
            }
            return ServiceAccount.read(settings, scope, operator.endpoint());
        }
        if (settings.text(ServiceAccount.KEY.member()) != null) {
            throw new SettingsException(PROVIDER.member() + ": cannot be together with " + ServiceAccount.KEY.member());
        }
        Matcher name = PROVIDER_NAME.matcher(provider);
        if (!name.matches()) {
            throw new SettingsException(
                    PROVIDER.member() + ": must be the full name of a provider such as " + PROVIDER.example());
        }
        if (account != null && !EMAIL.matcher(account).matches()) {
            throw new SettingsException(
                    ACCOUNT.member() + ": must be the name of a service account such as " + ACCOUNT.example());
        }
        OperatorIdentity identity = OperatorIdentity.require(operator.identity(), PROVIDER.member());
        return new FederatedAccess(identity, organisationId, name.group(1), account, scope, operator.endpoint());
    }
}
