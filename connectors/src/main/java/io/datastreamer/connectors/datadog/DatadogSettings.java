package io.datastreamer.connectors.datadog;

import io.datastreamer.connectors.Limits;
import io.datastreamer.connectors.SettingsException;
import io.datastreamer.connectors.SettingsReader;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of DataDog.
 *
 * @param applicationKey {@code application_key}
 * @param apiKey {@code api_key}
 * @param site {@code site}, by default {@code datadoghq.com}: it becomes part of a host's name, so it is one of a list
 */
record DatadogSettings(String applicationKey, String apiKey, String site) {
    private static final Set<String> SITES = Set.of(
            "ap1.datadoghq.com",
            "ap2.datadoghq.com",
            "datadoghq.com",
            "datadoghq.eu",
            "ddog-gov.com",
            "us3.datadoghq.com",
            "us5.datadoghq.com");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{4,128}");

    /**
     * A request takes 5 MB before and 512 kB after compression. Four points of a document take about three times its
     * length; what exceeds the limits all the same is told as refused before it is sent, and so is halved.
     */
    static final Limits LIMITS = new Limits(1000, 1L << 20, Duration.ZERO, 1);

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are not valid: names the member, holds no secret's value
     */
    static DatadogSettings read(DataStream stream) throws SettingsException {
        if (stream.streamType() == StreamType.EVENTS) {
            throw new SettingsException(
                    "stream_type: is EVENTS, must be USAGE or USAGE_AND_EVENTS: events carry no metric for DataDog");
        }
        SettingsReader reader = new SettingsReader(stream.settings());
        String site = site(reader.text("site"));
        return new DatadogSettings(key(reader, "application_key"), key(reader, "api_key"), site);
    }

    private static String site(@Nullable String site) throws SettingsException {
        if (site != null && !SITES.contains(site)) {
            throw new SettingsException("site: must be one of "
                    + String.join(", ", SITES.stream().sorted().toList()));
        }
        return site == null ? "datadoghq.com" : site;
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
