package io.datastreamer.connectors.keen;

import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Delivers documents to collections of keen.io. */
public final class KeenIntegration implements Integration {
    private static final String PUBLIC = "https://api.keen.io";

    private final HttpTransport transport;
    private final String endpoint;

    /**
     * Creates the integration.
     *
     * @param transport carries all requests
     * @param endpoint the address of keen.io's API; null for the public one
     */
    public KeenIntegration(HttpTransport transport, @Nullable String endpoint) {
        this.transport = transport;
        this.endpoint = endpoint == null ? PUBLIC : endpoint;
    }

    @Override
    public ApiType apiType() {
        return ApiType.KEEN_IO;
    }

    @Override
    public List<SettingsField> fields() {
        return KeenSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        KeenSettings.read(stream.settings());
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        KeenSettings settings = KeenSettings.read(stream.settings());
        HttpUrl url = HttpUrl.get(endpoint + "/3.0/projects/" + settings.projectKey() + "/events");
        return new KeenClient(settings, url, transport.open(AnswerBody.TELLS_DOCUMENTS, stream));
    }
}
