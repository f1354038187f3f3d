package io.datastreamer.connectors.sqs;

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
 * The settings of a data stream to AWS SQS.
 *
 * @param queueUrl {@code queue_url}: the queue's URL, its name for the service
 * @param region the region in the queue's URL
 * @param form {@code format}: the form of the documents
 * @param access {@code access_key_id} and {@code secret_access_key}, or {@code role_arn}
 */
record SqsSettings(String queueUrl, String region, Form form, AwsAccess access) {
    private static final SettingsField QUEUE_URL = SettingsField.text(
                    "queue_url", "https://sqs.eu-central-1.amazonaws.com/123456789012/sims.fifo")
            .asRequired()
            .asTarget();

    /** The settings of a data stream to AWS SQS. */
    static final List<SettingsField> FIELDS =
            List.of(QUEUE_URL, AwsAccess.ACCESS_KEY_ID, AwsAccess.SECRET_ACCESS_KEY, AwsAccess.ROLE_ARN, Form.FIELD);

    /** The host must be AWS's own: the URL names a queue, not where requests go. */
    private static final Pattern URL = Pattern.compile(
            "https://sqs\\.([a-z0-9-]{1,40})\\.amazonaws\\.com(?:\\.cn)?/[0-9]{12}/(?=.{1,80}$)[A-Za-z0-9_-]+(?:\\.fifo)?");

    private static final int MOST_MESSAGES = 10;

    /** A call accepts 1 MiB, until 2025 only 256 KiB; attributes count. */
    private static final long MOST_BYTES = (256 << 10) - MOST_MESSAGES * MessageAttributes.MOST_BYTES;

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static SqsSettings read(StreamConfiguration stream) throws SettingsException {
        SettingsReader reader = new SettingsReader(stream.settings());
        String url = reader.requiredText(QUEUE_URL.member());
        Matcher matcher = URL.matcher(url);
        if (!matcher.matches() || !AwsAccess.isRegion(matcher.group(1))) {
            throw new SettingsException(QUEUE_URL.member() + ": must be a queue's URL such as "
                    + "https://sqs.eu-central-1.amazonaws.com/123456789012/sims");
        }
        return new SqsSettings(
                url,
                matcher.group(1),
                Form.read(reader, Form.FIELD),
                AwsAccess.readKeysOrRole(reader, stream.organisationId()));
    }

    /** Whether the queue keeps messages in order. */
    boolean isFifo() {
        return MessageGroup.isKeptBy(queueUrl);
    }

    /** Region and name. */
    String target() {
        return region + queueUrl.substring(queueUrl.lastIndexOf('/'));
    }

    /**
     * SQS may accept one message of a call and not another: if the queue keeps messages in order, a call has one of
     * each SIM, so that their order holds all the same.
     */
    Limits limits() {
        return form.limits(new Limits(MOST_MESSAGES, MOST_BYTES, Duration.ZERO, 1, isFifo()));
    }

    @Override
    public String toString() {
        return "SqsSettings[" + target() + "]";
    }
}
