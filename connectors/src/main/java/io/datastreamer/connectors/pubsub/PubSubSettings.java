package io.datastreamer.connectors.pubsub;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.form.MessageAttributes;
import io.datastreamer.connectors.google.GoogleAccess;
import io.datastreamer.connectors.google.GoogleOperator;
import io.datastreamer.connectors.oauth.TokenRequests;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.Settings;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream to Google Cloud Pub/Sub.
 *
 * @param url the URL for publishing messages
 * @param topic the topic's full name, from {@code project} and {@code topic}
 * @param ordered {@code ordering_key}: whether messages have an ordering key
 * @param form {@code format}: the form of the documents
 * @param access requests tokens with the customer's rights
 */
record PubSubSettings(HttpUrl url, String topic, boolean ordered, Form form, TokenRequests access) {
    private static final SettingsField PROJECT =
            SettingsField.text("project", "example-project").asRequired().asTarget();
    private static final SettingsField TOPIC =
            SettingsField.text("topic", "sims").asRequired().asTarget();
    private static final SettingsField REGION =
            SettingsField.text("region", "europe-west3").asAdvanced();
    private static final String NONE = "none";
    private static final SettingsField ORDERING_KEY = SettingsField.choice(
                    "ordering_key", "iccid", List.of("iccid", NONE))
            .asAdvanced();

    /** The settings of a data stream to Pub/Sub. */
    static final List<SettingsField> FIELDS = Stream.of(
                    List.of(PROJECT, TOPIC), GoogleAccess.FIELDS, List.of(REGION, ORDERING_KEY, Form.FIELD))
            .flatMap(List::stream)
            .toList();

    private static final String SCOPE = "https://www.googleapis.com/auth/pubsub";
    private static final Pattern PROJECT_ID = Pattern.compile("(?:[a-z0-9.-]{1,63}:)?[a-z][a-z0-9-]{4,28}[a-z0-9]");
    private static final Pattern TOPIC_ID = Pattern.compile("(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}");
    private static final Pattern REGION_NAME = Pattern.compile("[a-z]{2,16}-[a-z]{2,24}[0-9]{1,2}");

    private static final int MOST_MESSAGES = 1000;
    private static final long MOST_BYTES_OF_A_CALL = 10_000_000;
    /** The bytes around a message's data: names of members, ordering key, attributes with their quotes. */
    private static final int AROUND = 96 + MessageAttributes.MOST_BYTES + 32;

    /** A call accepts 10 MB, in which documents are base64. */
    private static final Limits LIMITS =
            new Limits(MOST_MESSAGES, (MOST_BYTES_OF_A_CALL - MOST_MESSAGES * (AROUND + 3)) / 4 * 3, Duration.ZERO, 1);

    /**
     * Reads and validates.
     *
     * @param endpoint the address of Pub/Sub; null for the public one
     * @param organisationId the data stream's organisation
     * @param operator the operator's settings for Google Cloud
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static PubSubSettings read(
            Settings settings, @Nullable String endpoint, long organisationId, GoogleOperator operator)
            throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        String project = reader.requiredText(PROJECT.member());
        if (!PROJECT_ID.matcher(project).matches()) {
            throw new SettingsException(PROJECT.member() + ": must be a project's id such as example-project");
        }
        String topic = reader.requiredText(TOPIC.member());
        if (!TOPIC_ID.matcher(topic).matches()) {
            throw new SettingsException(TOPIC.member()
                    + ": must be a topic's id: 3 to 255 letters, digits, . _ ~ + % -, first a letter, and not goog");
        }
        String region = reader.text(REGION.member());
        if (region != null && !REGION_NAME.matcher(region).matches()) {
            throw new SettingsException(REGION.member() + ": must be a region such as europe-west3");
        }
        String host = region == null ? "pubsub.googleapis.com" : region + "-pubsub.googleapis.com";
        HttpUrl url = HttpUrl.get(endpoint == null ? "https://" + host : endpoint)
                .newBuilder()
                .addPathSegments("v1/projects")
                .addPathSegment(project)
                .addPathSegment("topics")
                .addPathSegment(topic + ":publish")
                .build();
        return new PubSubSettings(
                url,
                "projects/" + project + "/topics/" + topic,
                !reader.choice(ORDERING_KEY).equals(NONE),
                Form.read(reader, Form.FIELD),
                GoogleAccess.read(reader, SCOPE, organisationId, operator));
    }

    Limits limits() {
        return form.limits(LIMITS);
    }

    @Override
    public String toString() {
        return "PubSubSettings[" + topic + "]";
    }
}
