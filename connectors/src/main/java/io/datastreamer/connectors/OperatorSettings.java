package io.datastreamer.connectors;

import io.datastreamer.connectors.aws.AwsKeys;
import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.secrets.StreamSecrets;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings for the integrations, which apply to all customers.
 *
 * @param endpoints addresses of the services' APIs
 * @param stsKeys the operator's access key for assuming customers' roles at AWS; null if roles cannot be used
 * @param identity the operator's identity for customers' clouds at Google and Azure; null if identities cannot be used
 * @param secrets reads the secrets of data streams
 * @param s3PlainBodies whether to send no checksum after bodies to S3, for stores that do not understand it
 */
public record OperatorSettings(
        Endpoints endpoints,
        @Nullable AwsKeys stsKeys,
        @Nullable OperatorIdentity identity,
        StreamSecrets secrets,
        boolean s3PlainBodies) {
    /** Public services, no roles, no identities, and secrets in clear: the operator changes this where it matters. */
    public static final OperatorSettings DEFAULTS =
            new OperatorSettings(Endpoints.PUBLIC, null, null, new StreamSecrets(null, true), false);

    /** The same with other addresses. */
    public OperatorSettings withEndpoints(Endpoints other) {
        return new OperatorSettings(other, stsKeys, identity, secrets, s3PlainBodies);
    }

    /** The same with an access key for assuming roles. */
    public OperatorSettings withStsKeys(AwsKeys keys) {
        return new OperatorSettings(endpoints, keys, identity, secrets, s3PlainBodies);
    }

    /** The same with an identity. */
    public OperatorSettings withIdentity(OperatorIdentity other) {
        return new OperatorSettings(endpoints, stsKeys, other, secrets, s3PlainBodies);
    }

    /** The same with another reader of secrets. */
    public OperatorSettings withSecrets(StreamSecrets other) {
        return new OperatorSettings(endpoints, stsKeys, identity, other, s3PlainBodies);
    }

    /** The same with or without a checksum after bodies to S3. */
    public OperatorSettings withS3PlainBodies(boolean plain) {
        return new OperatorSettings(endpoints, stsKeys, identity, secrets, plain);
    }
}
