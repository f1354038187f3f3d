package io.datastreamer.job;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.aws.AwsKeys;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.connectors.secrets.SecretSource;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.job.config.Option;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import static java.util.Map.entry;

/**
 * The operator's settings of integrations. They travel with the job: they say where secrets are, and never contain
 * them.
 *
 * @param endpoints addresses of the services that have others than the public ones
 * @param stsCredentials where the operator's access key for roles is; null for none
 * @param identityIssuer where the operator's public keys are published; null for nowhere
 * @param identityKey where the private key is; null for none
 * @param s3PlainBodies whether no checksum follows the bodies that go to S3
 * @param keyset where the keyset is; null for none
 * @param allowPlain whether secrets may be unencrypted
 * @param notesExchanges whether attempts say what went over the wire
 * @param keepsBodies whether they include bodies
 */
public record IntegrationOptions(
        Map<Service, String> endpoints,
        @Nullable String stsCredentials,
        @Nullable String identityIssuer,
        @Nullable String identityKey,
        boolean s3PlainBodies,
        @Nullable String keyset,
        boolean allowPlain,
        boolean notesExchanges,
        boolean keepsBodies)
        implements Serializable {
    private static final Map<Service, Option<String>> ENDPOINTS = Map.ofEntries(
            entry(Service.KINESIS, StreamerOptions.KINESIS_ENDPOINT),
            entry(Service.S3, StreamerOptions.S3_ENDPOINT),
            entry(Service.STS, StreamerOptions.STS_ENDPOINT),
            entry(Service.KEEN, StreamerOptions.KEEN_ENDPOINT),
            entry(Service.DATADOG, StreamerOptions.DATADOG_ENDPOINT),
            entry(Service.GOOGLE, StreamerOptions.GOOGLE_ENDPOINT),
            entry(Service.PUBSUB, StreamerOptions.PUBSUB_ENDPOINT),
            entry(Service.SQS, StreamerOptions.SQS_ENDPOINT),
            entry(Service.SNS, StreamerOptions.SNS_ENDPOINT),
            entry(Service.EVENTBRIDGE, StreamerOptions.EVENTBRIDGE_ENDPOINT),
            entry(Service.EVENT_HUBS, StreamerOptions.EVENT_HUBS_ENDPOINT),
            entry(Service.GCS, StreamerOptions.GCS_ENDPOINT),
            entry(Service.AZURE_BLOB, StreamerOptions.AZURE_BLOB_ENDPOINT),
            entry(Service.ENTRA, StreamerOptions.ENTRA_ENDPOINT));

    static IntegrationOptions of(StreamerConfig config) {
        Map<Service, String> endpoints = new EnumMap<>(Service.class);
        ENDPOINTS.forEach(
                (service, option) -> config.find(option).ifPresent(address -> endpoints.put(service, address)));
        return new IntegrationOptions(
                Map.copyOf(endpoints),
                config.find(StreamerOptions.STS_CREDENTIALS).orElse(null),
                config.find(StreamerOptions.IDENTITY_ISSUER).orElse(null),
                config.find(StreamerOptions.IDENTITY_KEY).orElse(null),
                config.get(StreamerOptions.S3_PLAIN_BODIES),
                config.find(StreamerOptions.SECRETS_KEYSET).orElse(null),
                config.get(StreamerOptions.SECRETS_ALLOW_PLAIN),
                config.find(StreamerOptions.ATTEMPTS).isPresent(),
                config.get(StreamerOptions.ATTEMPTS_BODIES));
    }

    /**
     * Reads the secrets from where they are.
     *
     * @throws IllegalArgumentException when an address is not valid, or a secret is missing: names the option
     */
    OperatorSettings read() {
        return new OperatorSettings(
                new Endpoints(endpoints),
                readStsKeys(),
                OperatorIdentity.read(identityIssuer, identityKey),
                new StreamSecrets(readKeyset(), allowPlain),
                s3PlainBodies);
    }

    /**
     * The settings, with what attempts are to say of exchanges.
     *
     * @throws IllegalArgumentException when bodies cannot be encrypted, because there is no keyset: names the option
     */
    HttpSettings noting(HttpSettings settings) {
        if (!notesExchanges) {
            return settings;
        }
        Keyset keys = keepsBodies ? readKeyset() : null;
        if (keepsBodies && keys == null) {
            throw new IllegalArgumentException(StreamerOptions.ATTEMPTS_BODIES.key()
                    + " true: bodies are encrypted with a keyset; set secrets.keyset, which"
                    + " \"./streamer keyset create\" makes");
        }
        return settings.withExchanges(keys == null ? null : new SealedBodies(keys));
    }

    private @Nullable Keyset readKeyset() {
        if (keyset == null) {
            return null;
        }
        String json = SecretSource.read(StreamerOptions.SECRETS_KEYSET.key(), keyset);
        try {
            return Keyset.parse(json);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    StreamerOptions.SECRETS_KEYSET.key() + " " + keyset + ": " + e.getMessage(), e);
        }
    }

    private @Nullable AwsKeys readStsKeys() {
        if (stsCredentials == null) {
            return null;
        }
        String pair = SecretSource.read(StreamerOptions.STS_CREDENTIALS.key(), stsCredentials);
        int colon = pair.indexOf(':');
        try {
            return new AwsKeys(pair.substring(0, Math.max(colon, 0)), pair.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    StreamerOptions.STS_CREDENTIALS.key() + " " + stsCredentials
                            + ": must hold ACCESS_KEY_ID:SECRET_ACCESS_KEY",
                    e);
        }
    }
}
