package io.datastreamer.job;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.deliver.ConnectorsFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the integrations of this build over one transport for each subtask. */
public final class HttpConnectors implements ConnectorsFactory {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> egressAllow;
    private final @Nullable String proxy;
    private final Duration requestTimeout;
    private final int maxRequests;
    private final IntegrationOptions integrations;

    /**
     * Keeps the operator's settings.
     *
     * @param egressAllow address ranges that may be dialled although they are special
     * @param proxy {@code host:port}; null to dial directly
     * @param requestTimeout the deadline of a request
     * @param maxRequests most requests in flight
     * @param integrations settings of single integrations and of secrets
     */
    public HttpConnectors(
            List<String> egressAllow,
            @Nullable String proxy,
            Duration requestTimeout,
            int maxRequests,
            IntegrationOptions integrations) {
        this.egressAllow = new ArrayList<>(egressAllow);
        this.proxy = proxy;
        this.requestTimeout = requestTimeout;
        this.maxRequests = maxRequests;
        this.integrations = integrations;
    }

    /**
     * Takes the options, and checks them.
     *
     * @throws OptionException when an address range, the proxy or an address of a service is not valid, or a secret of
     *     the operator's cannot be read
     */
    static HttpConnectors of(StreamerConfig config) throws OptionException {
        HttpConnectors connectors = new HttpConnectors(
                config.get(StreamerOptions.EGRESS_ALLOW),
                config.find(StreamerOptions.EGRESS_PROXY).orElse(null),
                config.get(StreamerOptions.REQUEST_TIMEOUT),
                config.get(StreamerOptions.MAX_REQUESTS),
                IntegrationOptions.of(config));
        try {
            connectors.open().close();
        } catch (IllegalArgumentException e) {
            throw new OptionException("--" + e.getMessage(), e);
        }
        return connectors;
    }

    @Override
    public Connectors open() {
        OperatorSettings operator = integrations.read();
        HttpTransport transport = new HttpTransport(integrations.noting(HttpSettings.DEFAULTS
                .withEgressAllow(egressAllow)
                .withProxy(proxy)
                .withTimeouts(
                        requestTimeout,
                        shorter(HttpSettings.DEFAULTS.connectTimeout()),
                        shorter(HttpSettings.DEFAULTS.lookupTimeout()))
                .withMaxRequests(maxRequests)));
        Integrations opened = Integrations.standard(transport, operator);
        return new Connectors() {
            @Override
            public Integrations integrations() {
                return opened;
            }

            @Override
            public void close() {
                transport.close();
            }
        };
    }

    private Duration shorter(Duration limit) {
        return limit.compareTo(requestTimeout) < 0 ? limit : requestTimeout;
    }
}
