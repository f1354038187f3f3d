package io.datastreamer.connectors;

import io.datastreamer.connectors.aws.AwsKeys;
import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.secrets.StreamSecrets;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decides about the integrations, for all customers.
 *
 * @param endpoints addresses of the services' APIs
 * @param stsKeys the operator's access key for assuming customers' roles at AWS; null when roles cannot be used
 * @param identity who the operator is to customers' clouds at Google and Azure; null when identities cannot be used
 * @param secrets reads the secrets of data streams
 * @param s3PlainBodies whether no checksum follows the bodies that go to S3: for stores that do not understand that
 */
public record OperatorSettings(
        Endpoints endpoints,
        @Nullable AwsKeys stsKeys,
        @Nullable OperatorIdentity identity,
        StreamSecrets secrets,
        boolean s3PlainBodies) {
    /** The public services, no roles and identities, and secrets in clear: the operator decides otherwise where that matters. */
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

    /** The same with bodies of another kind for S3. */
    public OperatorSettings withS3PlainBodies(boolean plain) {
        return new OperatorSettings(endpoints, stsKeys, identity, secrets, plain);
    }
}
