package io.datastreamer.connectors;

import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.rest.RestIntegration;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStream;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** All integrations that this build has. */
public final class Integrations {
    private final Map<ApiType, Integration> byType = new EnumMap<>(ApiType.class);

    /** The integrations of this build: the one list of them. */
    public static Integrations standard(HttpTransport transport) {
        return new Integrations(List.of(RestIntegration.single(transport), RestIntegration.bulk(transport)));
    }

    /** Only for tests: any list of integrations. */
    public Integrations(List<Integration> integrations) {
        integrations.forEach(integration -> byType.put(integration.apiType(), integration));
    }

    /**
     * Makes a client for the stream.
     *
     * @throws SettingsException when its settings are not valid, or this build has no such integration
     */
    public Client open(DataStream stream) throws SettingsException {
        Integration integration = byType.get(stream.apiType());
        if (integration == null) {
            throw new SettingsException(
                    "api_type: " + stream.apiType() + " is not available here; there are " + byType.keySet());
        }
        return integration.open(stream);
    }
}
