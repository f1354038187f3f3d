package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rights with which a stream writes to AWS: the customer's access key, or a role of the customer's that we assume.
 * Never this process's own rights.
 *
 * @param keys the access key; null with a role
 * @param role the role; null with an access key
 */
public record AwsAccess(@Nullable AwsKeys keys, @Nullable Role role) {
    /** The id of an access key. */
    public static final SettingsField ACCESS_KEY_ID =
            SettingsField.text("access_key_id", "AKIAIOSFODNN7EXAMPLE").asRequired();

    /** The secret of an access key. */
    public static final SettingsField SECRET_ACCESS_KEY = SettingsField.text(
                    "secret_access_key", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
            .asRequired();

    /** A role instead of an access key. */
    public static final SettingsField ROLE_ARN = SettingsField.text(
                    "role_arn", "arn:aws:iam::123456789012:role/data-stream")
            .asAdvanced()
            .insteadOf(ACCESS_KEY_ID.member(), SECRET_ACCESS_KEY.member());

    private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}");
    private static final Pattern ARN =
            Pattern.compile("arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,512}");

    /**
     * A role to assume.
     *
     * @param arn its ARN
     * @param externalId the external id that the role's trust policy requires: we set it, never the customer
     */
    public record Role(String arn, String externalId) {}

    /**
     * Reads {@code access_key_id} and {@code secret_access_key}.
     *
     * @throws SettingsException when one is missing or not valid
     */
    public static AwsAccess readKeys(SettingsReader settings) throws SettingsException {
        String id = settings.requiredText(ACCESS_KEY_ID.member());
        String secret = settings.requiredText(SECRET_ACCESS_KEY.member());
        try {
            return new AwsAccess(new AwsKeys(id, secret), null);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Reads {@code role_arn}, or the members of an access key.
     *
     * @throws SettingsException when both or neither are given, or one is invalid
     */
    public static AwsAccess readKeysOrRole(SettingsReader settings, long organisationId) throws SettingsException {
        String arn = settings.text(ROLE_ARN.member());
        if (arn == null) {
            return readKeys(settings);
        }
        if (settings.text(ACCESS_KEY_ID.member()) != null || settings.text(SECRET_ACCESS_KEY.member()) != null) {
            throw new SettingsException("role_arn: cannot be together with access_key_id and secret_access_key");
        }
        if (!ARN.matcher(arn).matches()) {
            throw new SettingsException("role_arn: must be a role such as arn:aws:iam::123456789012:role/data-stream");
        }
        return new AwsAccess(null, new Role(arn, "org-" + organisationId));
    }

    /**
     * Validates a region, which becomes part of a host name.
     *
     * @throws SettingsException when it is not valid
     */
    public static String region(String region) throws SettingsException {
        if (!isRegion(region)) {
            throw new SettingsException("region: must be a region of AWS such as eu-central-1");
        }
        return region;
    }

    /** Whether this can be the name of a region. */
    public static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /** The secrets that no text may show. */
    public Set<String> secrets() {
        return keys == null ? Set.of() : keys.secrets();
    }
}
