package io.datastreamer.connectors.pull;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;

/** The integration for customers who fetch documents: it has no place and dials nothing. */
public final class PullIntegration implements Integration {

    @Override
    public ApiType apiType() {
        return ApiType.PULL;
    }

    @Override
    public List<SettingsField> fields() {
        return List.of(Form.FIELD);
    }

    @Override
    public Client open(StreamConfiguration stream) throws SettingsException {
        return new PullClient(Form.read(new SettingsReader(stream.settings()), Form.FIELD));
    }
}
