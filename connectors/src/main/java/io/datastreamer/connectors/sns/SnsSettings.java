package io.datastreamer.connectors.sns;

import io.datastreamer.connectors.aws.AwsAccess;
import io.datastreamer.connectors.aws.MessageGroup;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.form.MessageAttributes;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The settings of a data stream to AWS SNS.
 *
 * @param topicArn {@code topic_arn}
 * @param region the region in the topic's ARN
 * @param form {@code format}: the form of the documents
 * @param access {@code access_key_id} and {@code secret_access_key}, or {@code role_arn}
 */
record SnsSettings(String topicArn, String region, Form form, AwsAccess access) {
    private static final SettingsField TOPIC_ARN = SettingsField.text(
                    "topic_arn", "arn:aws:sns:eu-central-1:123456789012:sims.fifo")
            .asRequired()
            .asTarget();

    /** The settings of a data stream to AWS SNS. */
    static final List<SettingsField> FIELDS =
            List.of(TOPIC_ARN, AwsAccess.ACCESS_KEY_ID, AwsAccess.SECRET_ACCESS_KEY, AwsAccess.ROLE_ARN, Form.FIELD);

    private static final Pattern ARN = Pattern.compile(
            "arn:aws(?:-[a-z]+)*:sns:([a-z0-9-]{1,40}):[0-9]{12}:(?=.{1,256}$)[A-Za-z0-9_-]+(?:\\.fifo)?");

    private static final int MOST_MESSAGES = 10;

    /** A call accepts 256 KiB; attributes count. */
    private static final long MOST_BYTES = (256 << 10) - MOST_MESSAGES * MessageAttributes.MOST_BYTES;

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static SnsSettings read(StreamConfiguration stream) throws SettingsException {
        SettingsReader reader = new SettingsReader(stream.settings());
        String arn = reader.requiredText(TOPIC_ARN.member());
        Matcher matcher = ARN.matcher(arn);
        if (!matcher.matches() || !AwsAccess.isRegion(matcher.group(1))) {
            throw new SettingsException(
                    TOPIC_ARN.member() + ": must be a topic's ARN such as arn:aws:sns:eu-central-1:123456789012:sims");
        }
        return new SnsSettings(
                arn,
                matcher.group(1),
                Form.read(reader, Form.FIELD),
                AwsAccess.readKeysOrRole(reader, stream.organisationId()));
    }

    /** Whether the topic keeps messages in order. */
    boolean isFifo() {
        return MessageGroup.isKeptBy(topicArn);
    }

    /** Region and name. */
    String target() {
        return region + "/" + topicArn.substring(topicArn.lastIndexOf(':') + 1);
    }

    /**
     * SNS may accept one message of a call and not another: if the topic keeps messages in order, a call has one of
     * each SIM, so that their order holds all the same.
     */
    Limits limits() {
        return form.limits(new Limits(MOST_MESSAGES, MOST_BYTES, Duration.ZERO, 1, isFifo()));
    }

    @Override
    public String toString() {
        return "SnsSettings[" + target() + "]";
    }
}
