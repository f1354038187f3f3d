package io.datastreamer.connectors.gcs;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.FileConformance;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

class GcsConformanceTest extends FileConformance {
    private final TokenEndpoint google = new TokenEndpoint();

    @AfterAll
    void closeGoogle() {
        google.close();
    }

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.GOOGLE_STORAGE, Map.of("bucket", "documents", "service_account_key", TokenEndpoint.KEY));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(
                Endpoints.of(Endpoints.Service.GCS, base).with(Endpoints.Service.GOOGLE, google.url()));
    }

    @Override
    protected Reply accepts() {
        return Reply.of(200, "{}");
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(413, "{\"error\":{\"code\":413,\"message\":\"too large\"}}");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(403, "{\"error\":{\"code\":403,\"message\":\"no access to storage.objects.create\"}}");
    }
}
