package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.FileConformance;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.util.Map;

class S3ConformanceTest extends FileConformance {
    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.AWS_S3,
                Map.of("bucket", "documents", "access_key_id", "AKIDEXAMPLE", "secret_access_key", "a/secret+of/ours"));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.S3, base));
    }

    @Override
    protected Reply accepts() {
        return Reply.of(200, "", "ETag: \"0\"");
    }

    @Override
    protected Reply refusesContent() {
        return Reply.of(
                400,
                "<Error><Code>EntityTooLarge</Code><Message>too large</Message></Error>",
                "Content-Type: text/xml");
    }

    @Override
    protected Reply refusesConfiguration() {
        return Reply.of(
                403,
                "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>",
                "Content-Type: text/xml");
    }
}
