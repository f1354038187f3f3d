package io.datastreamer.connectors.datadog;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.IntegrationConformance;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class DatadogConformanceTest extends IntegrationConformance {
    private static final Pattern SIM = Pattern.compile("\"iccid:8988303000000([0-9]{6})\"");

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.DATADOG,
                StreamType.USAGE,
                Map.of("application_key", "anApplicationKey", "api_key", "anApiKey"));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.DATADOG, base));
    }

    @Override
    protected Batch documents(long... ids) {
        return Documents.batch(RecordKind.USAGE, ids);
    }

    @Override
    protected Reply accepts() {
        return Reply.of(202, "{\"errors\":[]}");
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(400, "{\"errors\":[\"Payload is not in the expected format\"]}");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(403, "{\"errors\":[\"Forbidden\"]}");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        return SIM.matcher(Points.plain(request))
                .results()
                .map(sim -> Long.valueOf(sim.group(1)))
                .distinct()
                .toList();
    }
}
