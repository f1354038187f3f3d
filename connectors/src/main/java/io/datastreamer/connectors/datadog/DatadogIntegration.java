package io.datastreamer.connectors.datadog;

import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Clock;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Delivers usage to DataDog, as points of metrics. */
public final class DatadogIntegration implements Integration {
    private final HttpTransport transport;
    private final @Nullable String endpoint;
    private final Clock clock;
    private final RecentUsages recent = new RecentUsages();

    /**
     * Creates the integration.
     *
     * @param transport carries all requests
     * @param endpoint the address of DataDog's API; null for the public one of the site
     */
    public DatadogIntegration(HttpTransport transport, @Nullable String endpoint) {
        this(transport, endpoint, Clock.systemUTC());
    }

    /** The same with another clock, which decides what is stale. */
    DatadogIntegration(HttpTransport transport, @Nullable String endpoint, Clock clock) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public ApiType apiType() {
        return ApiType.DATADOG;
    }

    @Override
    public List<SettingsField> fields() {
        return DatadogSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        DatadogSettings.read(stream);
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        DatadogSettings settings = DatadogSettings.read(stream);
        String base = endpoint == null ? "https://api." + settings.site() : endpoint;
        return new DatadogClient(
                settings,
                stream.organisationId(),
                HttpUrl.get(base + "/api/v2/series"),
                transport.open(AnswerBody.FOR_PEOPLE, stream),
                clock,
                recent);
    }
}
