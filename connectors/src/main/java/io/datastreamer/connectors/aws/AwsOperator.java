package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.SettingsException;
import io.datastreamer.connectors.http.HttpChannel;
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
     * The credentials that sign a stream's requests.
     *
     * @param access whose rights
     * @param region where the role is assumed
     * @param channel carries the calls for a role
     * @throws SettingsException when roles cannot be assumed here
     */
    public IdentityProvider<? extends AwsCredentialsIdentity> credentials(
            AwsAccess access, String region, HttpChannel channel) throws SettingsException {
        if (access.keys() != null) {
            return StaticCredentialsProvider.create(access.keys().credentials());
        }
        if (access.role() == null || keys == null) {
            throw new SettingsException(
                    "role_arn: roles cannot be assumed here: the operator has set no sts.credentials; use an access key");
        }
        return new RoleCredentials(access.role(), keys, region, stsEndpoint, channel, Clock.systemUTC());
    }
}
