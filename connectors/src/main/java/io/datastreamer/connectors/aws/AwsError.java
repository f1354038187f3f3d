package io.datastreamer.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.http.HttpAnswer;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Parses errors of services: in JSON ({@code __type}), or in the XML of the query protocol. */
final class AwsError {
    private AwsError() {}

    /** Converts an error answer to the SDK's exception. */
    static AwsServiceException of(HttpAnswer answer) {
        String code;
        String message;
        if (answer.body().length > 0 && answer.body()[0] == '<') {
            AwsXml xml = AwsXml.read(answer.body());
            code = xml.text("Code");
            message = xml.text("Message");
        } else {
            JsonNode json = AwsJson.of(answer);
            code = bare(json.path("__type").asText(""));
            message = json.path("message").asText(json.path("Message").asText(""));
        }
        AwsErrorDetails details = AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .sdkHttpResponse(SdkHttpResponse.builder()
                        .statusCode(answer.status())
                        .headers(answer.headers().toMultimap())
                        .build())
                .build();
        return AwsServiceException.builder()
                .statusCode(answer.status())
                .awsErrorDetails(details)
                .build();
    }

    /** Removes the prefix: {@code com.amazonaws.sqs#QueueDoesNotExist} is one of several forms. */
    private static String bare(String type) {
        String name = type.substring(type.indexOf('#') + 1);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
