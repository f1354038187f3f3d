package io.datastreamer.connectors.datadog;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The settings of a data stream to DataDog.
 *
 * @param applicationKey {@code application_key}
 * @param apiKey {@code api_key}
 * @param site {@code site}, by default {@code datadoghq.com}: one of a fixed list, because it becomes part of a host
 *     name
 */
record DatadogSettings(String applicationKey, String apiKey, String site) {
    private static final SettingsField API_KEY =
            SettingsField.text("api_key", "0123456789abcdef0123456789abcdef").asRequired();
    private static final SettingsField APPLICATION_KEY = SettingsField.text(
                    "application_key", "0123456789abcdef0123456789abcdef01234567")
            .asRequired();
    private static final SettingsField SITE = SettingsField.choice(
                    "site",
                    "datadoghq.com",
                    List.of(
                            "ap1.datadoghq.com",
                            "ap2.datadoghq.com",
                            "datadoghq.com",
                            "datadoghq.eu",
                            "ddog-gov.com",
                            "us3.datadoghq.com",
                            "us5.datadoghq.com"))
            .asTarget();

    /** The settings of a data stream to DataDog. */
    static final List<SettingsField> FIELDS = List.of(APPLICATION_KEY, API_KEY, SITE);

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{4,128}");

    /**
     * A request may have 5 MB before and 512 kB after compression. The four points of a document take about three times
     * its length. A batch that exceeds the limits all the same is reported as refused before it is sent, and so is
     * halved.
     */
    static final Limits LIMITS = new Limits(1000, 1L << 20, Duration.ZERO, 1);

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static DatadogSettings read(StreamConfiguration stream) throws SettingsException {
        if (stream.streamType() == StreamType.EVENTS) {
            throw new SettingsException(
                    "stream_type: is EVENTS, must be USAGE or USAGE_AND_EVENTS: events carry no metric for DataDog");
        }
        SettingsReader reader = new SettingsReader(stream.settings());
        return new DatadogSettings(
                key(reader, APPLICATION_KEY.member()), key(reader, API_KEY.member()), reader.choice(SITE));
    }

    private static String key(SettingsReader reader, String member) throws SettingsException {
        String key = reader.requiredText(member);
        if (!KEY.matcher(key).matches()) {
            throw new SettingsException(member + ": must be 4 to 128 letters and digits");
        }
        return key;
    }

    @Override
    public String toString() {
        return "DatadogSettings[" + site + "]";
    }
}
