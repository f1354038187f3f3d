package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.settings.SettingsException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * The operator's settings for assuming customers' roles.
 *
 * @param keys the operator's access key, which may assume roles; null if there is none
 * @param stsEndpoint the address of STS; null for the public one of the region
 */
public record AwsOperator(@Nullable AwsKeys keys, @Nullable String stsEndpoint) {

    /**
     * Checks that credentials for this access can be had.
     *
     * @throws SettingsException when it is a role, and the operator has no key for roles
     */
    public void requireFor(AwsAccess access) throws SettingsException {
        if (access.keys() == null && keys == null) {
            throw noRoles();
        }
    }

    private static SettingsException noRoles() {
        return new SettingsException(
                "role_arn: roles cannot be assumed here: the operator has set no sts.credentials; use an access key");
    }

    /**
     * Returns the credentials that sign a stream's requests.
     *
     * @param access the stream's rights
     * @param region where the role is assumed
     * @throws SettingsException when roles cannot be assumed here
     */
    public IdentityProvider<? extends AwsCredentialsIdentity> credentials(AwsAccess access, String region)
            throws SettingsException {
        if (access.keys() != null) {
            return StaticCredentialsProvider.create(access.keys().credentials());
        }
        if (access.role() == null || keys == null) {
            throw noRoles();
        }
        return new RoleCredentials(access.role(), keys, region, stsEndpoint, Clock.systemUTC());
    }
}
