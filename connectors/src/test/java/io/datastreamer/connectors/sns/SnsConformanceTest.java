package io.datastreamer.connectors.sns;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.conformance.IntegrationConformance;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Streams;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.StreamConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import static java.nio.charset.StandardCharsets.UTF_8;

class SnsConformanceTest extends IntegrationConformance {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    protected StreamConfiguration streamTo(String url) {
        return Streams.stream(
                ApiType.AWS_SNS,
                Map.of(
                        "topic_arn", "arn:aws:sns:eu-central-1:123456789012:documents",
                        "access_key_id", "AKIDEXAMPLE",
                        "secret_access_key", "an/example+of/a+secret"));
    }

    @Override
    protected OperatorSettings operatorFor(String base) {
        return OperatorSettings.DEFAULTS.withEndpoints(Endpoints.of(Endpoints.Service.SNS, base));
    }

    @Override
    protected Reply accepts() {
        return (request, wire) -> Reply.of(
                        200,
                        IntStream.range(0, idsIn(request).size())
                                .mapToObj("<member><Id>%d</Id><MessageId>m</MessageId></member>"::formatted)
                                .collect(Collectors.joining(
                                        "",
                                        "<PublishBatchResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">"
                                                + "<PublishBatchResult><Failed/><Successful>",
                                        "</Successful></PublishBatchResult></PublishBatchResponse>")))
                .to(request, wire);
    }

    @Override
    protected Reply refusesContent() {
        return error(400, "InvalidParameter", "Invalid parameter: Message too long");
    }

    @Override
    protected Reply refusesConfiguration() {
        return error(403, "AuthorizationError", "not authorized to perform: SNS:Publish");
    }

    private static Reply error(int status, String code, String message) {
        return Reply.of(
                status,
                "<ErrorResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><Error><Type>Sender</Type><Code>"
                        + code + "</Code><Message>" + message + "</Message></Error></ErrorResponse>");
    }

    @Override
    protected List<Long> idsIn(Received request) {
        try {
            List<Long> ids = new ArrayList<>();
            for (String each : request.text().split("&", -1)) {
                if (each.matches("PublishBatchRequestEntries\\.member\\.[0-9]+\\.Message=.*")) {
                    String message = URLDecoder.decode(each.substring(each.indexOf('=') + 1), UTF_8);
                    ids.add(JSON.readTree(message).get("id").asLong());
                }
            }
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
