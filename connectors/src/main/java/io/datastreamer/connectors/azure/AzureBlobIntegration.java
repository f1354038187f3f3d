package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.entra.EntraOperator;
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
import org.jspecify.annotations.Nullable;

/** Delivers documents as blobs in a container of Azure Blob Storage. */
public final class AzureBlobIntegration implements Integration {
    private final HttpTransport transport;
    private final @Nullable String endpoint;
    private final EntraOperator operator;

    /**
     * Creates the integration.
     *
     * @param transport carries all requests
     * @param endpoint the address of Blob Storage, with accounts in the path; null for the public ones
     * @param operator the operator's settings for Azure
     */
    public AzureBlobIntegration(HttpTransport transport, @Nullable String endpoint, EntraOperator operator) {
        this.transport = transport;
        this.endpoint = endpoint;
        this.operator = operator;
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
        AzureBlobSettings unused = read(stream);
    }

    private AzureBlobSettings read(StreamConfiguration stream) throws SettingsException {
        return AzureBlobSettings.read(stream.settings(), endpoint, stream.organisationId(), operator);
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        return new AzureBlobClient(read(stream), transport.open(AnswerBody.FOR_PEOPLE, stream), Clock.systemUTC());
    }
}
