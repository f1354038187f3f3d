package io.datastreamer.connectors.kinesis;

import io.datastreamer.connectors.aws.AwsAccess;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of a data stream to AWS Kinesis.
 *
 * @param region {@code region}
 * @param streamName {@code stream_name}
 * @param form {@code format}: the form of the documents
 * @param access {@code access_key_id} and {@code secret_access_key}, or {@code role_arn}
 */
record KinesisSettings(String region, String streamName, Form form, AwsAccess access) {
    private static final SettingsField REGION =
            SettingsField.text("region", "eu-central-1").asRequired().asTarget();
    private static final SettingsField NAME =
            SettingsField.text("stream_name", "sim-data").asRequired().asTarget();

    /** The settings of a data stream to AWS Kinesis. */
    static final List<SettingsField> FIELDS =
            List.of(AwsAccess.ACCESS_KEY_ID, AwsAccess.SECRET_ACCESS_KEY, REGION, NAME, AwsAccess.ROLE_ARN, Form.FIELD);

    private static final Pattern STREAM_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final int MOST_RECORDS = 500;

    /** A call accepts 5 MB, partition keys included; those have at most 20 bytes. */
    private static final long MOST_BYTES = 5_000_000 - MOST_RECORDS * 20;

    /**
     * Kinesis may accept one record of a call and not another: a call has one of each SIM, so that their order holds.
     */
    private static final Limits LIMITS = new Limits(MOST_RECORDS, MOST_BYTES, Duration.ZERO, 1, true);

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static KinesisSettings read(StreamConfiguration stream) throws SettingsException {
        SettingsReader reader = new SettingsReader(stream.settings());
        String streamName = reader.requiredText(NAME.member());
        if (!STREAM_NAME.matcher(streamName).matches()) {
            throw new SettingsException("stream_name: must be 1 to 128 of A-Z a-z 0-9 _ . -");
        }
        return new KinesisSettings(
                AwsAccess.region(reader.requiredText(REGION.member())),
                streamName,
                Form.read(reader, Form.FIELD),
                AwsAccess.readKeysOrRole(reader, stream.organisationId()));
    }

    Limits limits() {
        return form.limits(LIMITS);
    }

    @Override
    public String toString() {
        return "KinesisSettings[" + region + "/" + streamName + "]";
    }
}
