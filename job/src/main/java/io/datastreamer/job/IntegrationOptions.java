package io.datastreamer.job;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.aws.AwsKeys;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.connectors.secrets.SecretSource;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decides about integrations, as it travels with the job: where secrets lie, never the secrets.
 *
 * @param kinesisEndpoint address of AWS Kinesis; null for the public one, as all of them
 * @param s3Endpoint address of AWS S3
 * @param stsEndpoint address of AWS STS
 * @param keenEndpoint address of keen.io
 * @param datadogEndpoint address of DataDog
 * @param stsCredentials where the operator's access key for roles lies; null for none
 * @param s3PlainBodies whether no checksum follows the bodies that go to S3
 * @param keyset where the keyset lies; null for none
 * @param allowPlain whether secrets may stand in clear
 * @param notesExchanges whether attempts tell what went over the wire
 * @param keepsBodies whether they have bodies, too
 */
public record IntegrationOptions(
        @Nullable String kinesisEndpoint,
        @Nullable String s3Endpoint,
        @Nullable String stsEndpoint,
        @Nullable String keenEndpoint,
        @Nullable String datadogEndpoint,
        @Nullable String stsCredentials,
        boolean s3PlainBodies,
        @Nullable String keyset,
        boolean allowPlain,
        boolean notesExchanges,
        boolean keepsBodies)
        implements Serializable {

    static IntegrationOptions of(StreamerConfig config) {
        return new IntegrationOptions(
                config.find(StreamerOptions.KINESIS_ENDPOINT).orElse(null),
                config.find(StreamerOptions.S3_ENDPOINT).orElse(null),
                config.find(StreamerOptions.STS_ENDPOINT).orElse(null),
                config.find(StreamerOptions.KEEN_ENDPOINT).orElse(null),
                config.find(StreamerOptions.DATADOG_ENDPOINT).orElse(null),
                config.find(StreamerOptions.STS_CREDENTIALS).orElse(null),
                config.get(StreamerOptions.S3_PLAIN_BODIES),
                config.find(StreamerOptions.SECRETS_KEYSET).orElse(null),
                config.get(StreamerOptions.SECRETS_ALLOW_PLAIN),
                config.find(StreamerOptions.ATTEMPTS).isPresent(),
                config.get(StreamerOptions.ATTEMPTS_BODIES));
    }

    /**
     * Reads the secrets from where they lie.
     *
     * @throws IllegalArgumentException when an address is not valid, or a secret is not there: names the option
     */
    OperatorSettings read() {
        Endpoints endpoints = new Endpoints(kinesisEndpoint, s3Endpoint, stsEndpoint, keenEndpoint, datadogEndpoint);
        return new OperatorSettings(
                endpoints, readStsKeys(), new StreamSecrets(readKeyset(), allowPlain), s3PlainBodies);
    }

    /**
     * The settings with what attempts are to tell.
     *
     * @throws IllegalArgumentException when bodies cannot be encrypted, since there is no keyset: names the option
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
