package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.Map;

class RestBulkConformanceTest extends RestConformance {
    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(ApiType.REST_API_BULK, Map.of("url", url, "signing_secret", SIGNING_SECRET));
    }
}
