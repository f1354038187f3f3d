package io.datastreamer.connectors.azure;

import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.IntegrationConformance;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class AzureBlobConformanceTest extends IntegrationConformance {
    private static final Pattern ROW = Pattern.compile("(?m)^\"([0-9]+)\",");

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
    protected Batch documents(long... ids) {
        return Documents.named(Documents.batch(ids), "events_20260101_000000.csv", true);
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

    @Override
    protected List<Long> idsIn(Received request) {
        return ROW.matcher(request.text())
                .results()
                .map(row -> Long.valueOf(row.group(1)))
                .toList();
    }
}
