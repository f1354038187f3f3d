package io.datastreamer.connectors.azure;

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

/** Delivers documents as blobs in a container of Azure Blob Storage. */
public final class AzureBlobIntegration implements Integration {
    private final HttpTransport transport;

    /** @param transport carries all requests */
    public AzureBlobIntegration(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public ApiType apiType() {
        return ApiType.AZURE_BLOB;
    }

    @Override
    public List<SettingsField> fields() {
        return AzureBlobSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        AzureBlobSettings unused = AzureBlobSettings.read(stream.settings());
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        return new AzureBlobClient(
                AzureBlobSettings.read(stream.settings()),
                transport.open(AnswerBody.FOR_PEOPLE, stream),
                Clock.systemUTC());
    }
}
