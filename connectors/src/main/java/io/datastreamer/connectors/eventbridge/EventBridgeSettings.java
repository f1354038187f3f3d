package io.datastreamer.connectors.eventbridge;

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
 * The settings of a data stream to AWS EventBridge.
 *
 * @param region {@code region}
 * @param bus {@code event_bus}: name or ARN, defaults to the account's {@code default}
 * @param source {@code source}: the source that events name, by default {@code data-streamer}
 * @param form {@code format}: the form of the documents
 * @param access {@code access_key_id} and {@code secret_access_key}, or {@code role_arn}
 */
record EventBridgeSettings(String region, String bus, String source, Form form, AwsAccess access) {
    private static final SettingsField REGION =
            SettingsField.text("region", "eu-central-1").asRequired().asTarget();
    private static final SettingsField BUS =
            SettingsField.text("event_bus", "sims").withDefault("default").asTarget();
    private static final SettingsField SOURCE = SettingsField.text("source", "com.example.sims")
            .withDefault("data-streamer")
            .asAdvanced();

    /** The settings of a data stream to AWS EventBridge. */
    static final List<SettingsField> FIELDS = List.of(
            REGION, BUS, AwsAccess.ACCESS_KEY_ID, AwsAccess.SECRET_ACCESS_KEY, AwsAccess.ROLE_ARN, SOURCE, Form.FIELD);

    private static final Pattern BUS_NAME = Pattern.compile(
            "(?:arn:aws(?:-[a-z]+)*:events:[a-z0-9-]{1,40}:[0-9]{12}:event-bus/)?(?!aws\\.)[A-Za-z0-9._/-]{1,256}");
    private static final Pattern SOURCE_NAME = Pattern.compile("(?![Aa][Ww][Ss]\\.)[A-Za-z0-9._/-]{1,128}");

    private static final int MOST_EVENTS = 10;

    /** A call may have 1 MB, until 2026 only 256 kB; source, time and type of each event count. */
    private static final long MOST_BYTES = (256 << 10) - MOST_EVENTS * 256;

    /**
     * EventBridge does not keep events in order, so none is disturbed if it accepts one event of a call and not
     * another.
     */
    private static final Limits LIMITS = new Limits(MOST_EVENTS, MOST_BYTES, Duration.ZERO, 1);

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static EventBridgeSettings read(StreamConfiguration stream) throws SettingsException {
        SettingsReader reader = new SettingsReader(stream.settings());
        String region = AwsAccess.region(reader.requiredText(REGION.member()));
        String bus = reader.text(BUS.member());
        if (bus != null && !BUS_NAME.matcher(bus).matches()) {
            throw new SettingsException(BUS.member() + ": must be the name or the ARN of an event bus: letters, digits,"
                    + " . _ / - , and not aws. first");
        }
        String source = reader.text(SOURCE.member());
        if (source != null && !SOURCE_NAME.matcher(source).matches()) {
            throw new SettingsException(
                    SOURCE.member() + ": must be 1 to 128 letters, digits, . _ / - , and not aws. first");
        }
        return new EventBridgeSettings(
                region,
                bus == null ? String.valueOf(BUS.byDefault()) : bus,
                source == null ? String.valueOf(SOURCE.byDefault()) : source,
                Form.read(reader, Form.FIELD),
                AwsAccess.readKeysOrRole(reader, stream.organisationId()));
    }

    /** Region and name. */
    String target() {
        return region + "/" + bus.substring(bus.indexOf("event-bus/") < 0 ? 0 : bus.indexOf('/') + 1);
    }

    Limits limits() {
        return form.limits(LIMITS);
    }

    @Override
    public String toString() {
        return "EventBridgeSettings[" + target() + "]";
    }
}
