package io.datastreamer.connectors.secrets;

import io.datastreamer.contract.ApiType;
import java.util.List;

/** Lists which members of the settings are secret: the only list, for encryption, masking and forms. */
public final class SecretMembers {
    private SecretMembers() {}

    /** The secret members of an API type. If a member is an object ({@code headers}), its values are secret. */
    public static List<String> of(ApiType type) {
        return switch (type) {
            case REST_API, REST_API_BULK ->
                List.of(
                        "authorization",
                        "headers",
                        "query",
                        "signing_secret",
                        "client_secret",
                        "assertion_key",
                        "client_key");
            case AWS_KINESIS, AWS_S3, AWS_SQS, AWS_SNS, AWS_EVENTBRIDGE ->
                List.of("access_key_id", "secret_access_key");
            case KEEN_IO -> List.of("write_key");
            case GOOGLE_PUBSUB -> List.of("service_account_key");
            case KAFKA -> List.of("password", "client_secret", "assertion_key", "client_key");
            case AZURE_EVENT_HUBS -> List.of("connection_string");
            case AZURE_BLOB -> List.of("sas_token", "account_key");
            case SFTP -> List.of("password", "private_key");
            case GOOGLE_STORAGE -> List.of("service_account_key");
            case DATADOG -> List.of("application_key", "api_key");
            case PULL -> List.of();
        };
    }
}
