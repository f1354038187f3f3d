package io.datastreamer.connectors;

import io.datastreamer.connectors.aws.AwsKeys;
import io.datastreamer.connectors.secrets.StreamSecrets;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decides about the integrations, for all customers.
 *
 * @param endpoints addresses of the services' APIs
 * @param stsKeys the operator's access key for assuming customers' roles at AWS; null when roles cannot be used
 * @param secrets reads the secrets of data streams
 */
public record OperatorSettings(
        Endpoints endpoints, @Nullable AwsKeys stsKeys, StreamSecrets secrets) {
    /** The public services, no roles, and secrets in clear: the operator decides otherwise where that matters. */
    public static final OperatorSettings DEFAULTS =
            new OperatorSettings(Endpoints.PUBLIC, null, new StreamSecrets(null, true));

    /** The same with other addresses. */
    public OperatorSettings withEndpoints(Endpoints other) {
        return new OperatorSettings(other, stsKeys, secrets);
    }

    /** The same with an access key for assuming roles. */
    public OperatorSettings withStsKeys(AwsKeys keys) {
        return new OperatorSettings(endpoints, keys, secrets);
    }

    /** The same with another reader of secrets. */
    public OperatorSettings withSecrets(StreamSecrets other) {
        return new OperatorSettings(endpoints, stsKeys, other);
    }
}
