package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.conformance.FileConformance;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.Map;

class AzureBlobConformanceTest extends FileConformance {
    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.AZURE_BLOB,
                Map.of(
                        "account", "simdata",
                        "container", "documents",
                        "sas_token", "sv=2022-11-02&sp=cw&sig=c2lnbmF0dXJl",
                        "endpoint", url));
    }

    @Override
    protected Reply accepts() {
        return Reply.of(201, "");
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(413, "<Error><Code>RequestBodyTooLarge</Code></Error>", "x-ms-error-code: RequestBodyTooLarge");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(
                403, "<Error><Code>AuthenticationFailed</Code></Error>", "x-ms-error-code: AuthenticationFailed");
    }
}
