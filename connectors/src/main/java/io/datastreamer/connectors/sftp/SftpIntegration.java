package io.datastreamer.connectors.sftp;

import io.datastreamer.connectors.http.AnswerBody;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;

/** Delivers documents as files on the customer's SFTP server. */
public final class SftpIntegration implements Integration {
    private final HttpTransport transport;

    /** @param transport provides threads and rules for its connections */
    public SftpIntegration(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public ApiType apiType() {
        return ApiType.SFTP;
    }

    @Override
    public List<SettingsField> fields() {
        return SftpSettings.FIELDS;
    }

    @Override
    public void validate(StreamConfiguration stream) throws SettingsException {
        SftpSettings unused = SftpSettings.read(stream.settings());
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        return new SftpClient(SftpSettings.read(stream.settings()), transport.open(AnswerBody.FOR_PEOPLE, stream));
    }
}
