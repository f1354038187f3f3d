package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.egress.NameService;
import io.datastreamer.connectors.entra.EntraEndpoint;
import io.datastreamer.connectors.google.GoogleFederation;
import io.datastreamer.connectors.google.TokenEndpoint;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.oauth.TrustedIssuer;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks that the egress rules hold for all API types, in one table, whoever chose the address. */
class EgressConformanceTest {
    private static final String[] FORBIDDEN = {
        "http://127.0.0.1:PORT",
        "http://0.0.0.0:PORT",
        "http://[::1]:PORT",
        "http://[::ffff:127.0.0.1]:PORT",
        "http://[64:ff9b::127.0.0.1]:PORT",
        "http://[fd00:ec2::254]:PORT",
        "http://169.254.169.254",
        "http://100.100.100.200",
        "http://10.0.0.1",
        "http://192.168.0.1",
        "http://100.64.0.1",
        "http://name-of-loopback.test:PORT",
        "https://127.0.0.1:PORT"
    };

    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Receiver receiver = new Receiver(Reply.of(200, "got it"));
    private final List<HttpTransport> transports = new ArrayList<>();

    @AfterEach
    void close() {
        transports.forEach(HttpTransport::close);
        receiver.close();
    }

    static Stream<Arguments> forbidden() {
        return Arrays.stream(ApiType.values())
                // dials nothing
                .filter(type -> type != ApiType.PULL)
                .flatMap(type -> Arrays.stream(FORBIDDEN).map(address -> Arguments.of(type, address)));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void refusesTheAddress(ApiType type, String address) throws SettingsException {
        Outcome outcome = send(type, address.replace("PORT", Integer.toString(receiver.port())), List.of());

        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.remoteStatus()).isEqualTo(500);
        assertThat(outcome.isAnswered()).isFalse();
        // some request a token first, from elsewhere
        assertThat(outcome.error()).containsPattern("^(token endpoint: )?address not allowed: ");
        assertThat(receiver.connections()).isZero();
    }

    @ParameterizedTest
    @EnumSource(value = ApiType.class, names = "PULL", mode = EnumSource.Mode.EXCLUDE)
    void dialsWhatTheOperatorAllows(ApiType type) throws SettingsException {
        send(type, "http://name-of-loopback.test:" + receiver.port(), List.of("127.0.0.1"));

        assertThat(receiver.received()).hasSize(1);
    }

    /** Token endpoints are dialled under the same rules. */
    @ParameterizedTest
    @EnumSource(
            value = ApiType.class,
            names = {"GOOGLE_PUBSUB", "GOOGLE_STORAGE", "AZURE_BLOB", "AZURE_EVENT_HUBS"})
    void refusesTheAddressOfATokenEndpoint(ApiType type) throws SettingsException {
        Outcome outcome = send(byIdentity(type), "http://127.0.0.1:" + receiver.port(), List.of());

        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.error()).startsWith("token endpoint: address not allowed: ");
        assertThat(receiver.connections()).isZero();
    }

    private Outcome send(ApiType type, String base, List<String> allowed) throws SettingsException {
        return send(stream(type, base), base, allowed);
    }

    private Outcome send(StreamConfiguration stream, String base, List<String> allowed) throws SettingsException {
        ApiType type = stream.apiType();
        NameService names = host -> {
            if (!host.equals("name-of-loopback.test")) {
                throw new UnknownHostException(host);
            }
            return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        };
        HttpSettings settings = HttpSettings.DEFAULTS.withEgressAllow(allowed);
        // the receiver waits for HTTP
        boolean speaksFirst = type == ApiType.KAFKA || type == ApiType.AZURE_EVENT_HUBS || type == ApiType.SFTP;
        HttpSettings fitting = speaksFirst ? settings.withTimeouts(SHORT, SHORT, SHORT) : settings;
        HttpTransport transport = new HttpTransport(fitting, names, null);
        transports.add(transport);
        OperatorSettings operator = OperatorSettings.DEFAULTS
                .withEndpoints(Endpoints.everywhere(base))
                .withIdentity(TrustedIssuer.identity());
        try (Client client = Integrations.standard(transport, operator).open(stream)) {
            return Sent.of(client, batch(client.objectNames() != null));
        }
    }

    private static StreamConfiguration stream(ApiType type, String base) {
        Map<String, ?> settings = switch (type) {
            case REST_API, REST_API_BULK -> Map.of("url", base + "/documents");
            case AWS_KINESIS ->
                Map.of(
                        "region", "eu-central-1",
                        "stream_name", "documents",
                        "access_key_id", "AKIDEXAMPLE",
                        "secret_access_key", "a/secret+of/ours");
            case AWS_S3 ->
                Map.of(
                        "bucket", "documents",
                        "access_key_id", "AKIDEXAMPLE",
                        "secret_access_key", "a/secret+of/ours");
            case KEEN_IO -> Map.of("project_key", "5f00", "write_key", "THEWRITEKEY");
            case KAFKA -> Map.of("bootstrap_servers", server(base), "topic", "documents", "tls", "off");
            case PULL -> Map.of();
            case GOOGLE_PUBSUB ->
                Map.of(
                        "project", "example-project",
                        "topic", "documents",
                        "service_account_key", TokenEndpoint.KEY);
            case AZURE_BLOB ->
                Map.of(
                        "account", "simdata",
                        "container", "documents",
                        "sas_token", "sv=2022-11-02&sp=cw&sig=c2ln",
                        "endpoint", base);
            case SFTP ->
                Map.of(
                        "host", host(server(base)),
                        "port", port(server(base)),
                        "host_key", "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                        "username", "u",
                        "password", "p");
            case GOOGLE_STORAGE -> Map.of("bucket", "documents", "service_account_key", TokenEndpoint.KEY);
            case AWS_SQS -> withKeys("queue_url", "https://sqs.eu-central-1.amazonaws.com/123456789012/documents");
            case AWS_SNS -> withKeys("topic_arn", "arn:aws:sns:eu-central-1:123456789012:documents");
            case AWS_EVENTBRIDGE -> withKeys("region", "eu-central-1");
            case AZURE_EVENT_HUBS ->
                Map.of(
                        "connection_string",
                        "Endpoint=sb://example.servicebus.windows.net/;SharedAccessKeyName=send;"
                                + "SharedAccessKey=c2VjcmV0;EntityPath=documents");
            case DATADOG -> Map.of("application_key", "anApplicationKey", "api_key", "anApiKey");
        };
        return Streams.stream(type, StreamType.USAGE, settings);
    }

    private static StreamConfiguration byIdentity(ApiType type) {
        Map<String, String> settings = new TreeMap<>(
                switch (type) {
                    case GOOGLE_PUBSUB -> Map.of("project", "example-project", "topic", "documents");
                    case GOOGLE_STORAGE -> Map.of("bucket", "documents");
                    case AZURE_BLOB -> Map.of("account", "simdata", "container", "documents");
                    default -> Map.of("namespace", "sims.servicebus.windows.net", "event_hub", "documents");
                });
        if (type == ApiType.GOOGLE_PUBSUB || type == ApiType.GOOGLE_STORAGE) {
            settings.put("workload_identity_provider", GoogleFederation.PROVIDER);
        } else {
            settings.putAll(EntraEndpoint.SETTINGS);
        }
        return Streams.stream(type, StreamType.USAGE, settings);
    }

    private static Map<String, String> withKeys(String member, String value) {
        return Map.of(member, value, "access_key_id", "AKIDEXAMPLE", "secret_access_key", "a/secret+of/ours");
    }

    private static String server(String base) {
        String hostAndPort = base.substring(base.indexOf("//") + 2);
        return hostAndPort.matches(".*:[0-9]+$") && !hostAndPort.endsWith("]") ? hostAndPort : hostAndPort + ":9092";
    }

    private static String host(String server) {
        String host = server.substring(0, server.lastIndexOf(':'));
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static long port(String server) {
        return Long.parseLong(server.substring(server.lastIndexOf(':') + 1));
    }

    private static Batch batch(boolean isNamed) {
        Batch batch = Documents.batch(RecordKind.USAGE, 1);
        return isNamed ? Documents.named(batch, "cdr_1.csv", true) : batch;
    }
}
