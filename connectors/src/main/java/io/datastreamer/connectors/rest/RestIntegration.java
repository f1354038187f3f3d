package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.connectors.tls.TlsSettings;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Instant;
import java.util.List;

/** Delivers documents to the customer's HTTP server: RestAPI, one document a request, and RestAPI in Bulk, many. */
public final class RestIntegration implements Integration {
    private final ApiType apiType;
    private final HttpTransport transport;

    private RestIntegration(ApiType apiType, HttpTransport transport) {
        this.apiType = apiType;
        this.transport = transport;
    }

    /** One document a request. */
    public static RestIntegration single(HttpTransport transport) {
        return new RestIntegration(ApiType.REST_API, transport);
    }

    /** Many documents a request. */
    public static RestIntegration bulk(HttpTransport transport) {
        return new RestIntegration(ApiType.REST_API_BULK, transport);
    }

    @Override
    public ApiType apiType() {
        return apiType;
    }

    @Override
    public List<SettingsField> fields() {
        return RestSettings.fields(apiType);
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        TlsSettings tls = RestSettings.read(apiType, stream.settings()).tls();
        if (tls != null) {
            tls.requireValid(Instant.now());
        }
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        RestSettings settings = RestSettings.read(apiType, stream.settings());
        return new RestClient(
                settings,
                transport.open(AnswerBody.FOR_PEOPLE, stream, settings.url().host(), settings.tls()));
    }
}
