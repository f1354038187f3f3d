package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.settings.SettingsException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;

/**
 * What the operator brings to assume roles of customers.
 *
 * @param keys the operator's access key, with the right to assume roles; null when there is none
 * @param stsEndpoint the address of STS; null for the public one of the region
 */
public record AwsOperator(@Nullable AwsKeys keys, @Nullable String stsEndpoint) {

    /**
     * Looks whether there can be credentials for this.
     *
     * @throws SettingsException when it is a role, and roles cannot be assumed here
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
     * The credentials that sign a stream's requests.
     *
     * @param access whose rights
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
