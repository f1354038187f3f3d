package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.Map;

class RestSingleConformanceTest extends RestConformance {
    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(ApiType.REST_API, Map.of("url", url, "signing_secret", SIGNING_SECRET));
    }
}
