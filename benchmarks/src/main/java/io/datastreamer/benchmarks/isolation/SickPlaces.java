package io.datastreamer.benchmarks.isolation;

import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.contract.ApiType;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Places of other kinds than customers' HTTP servers, each with something wrong that its kind meets. */
final class SickPlaces implements AutoCloseable {
    private static final Duration LONG = Duration.ofSeconds(5);

    private final Map<String, String> options = new TreeMap<>();
    private final List<Sick> all = new ArrayList<>();
    private final Map<String, SickServer> servers = new LinkedHashMap<>();

    /** The settings of a data stream of an organisation. */
    interface Settings {
        Map<String, ?> of(long organisationId);
    }

    /**
     * A place.
     *
     * @param what is wrong with it
     * @param settings of data streams that go there
     */
    record Sick(String apiType, String what, Settings settings) {}

    /** Starts all of them. */
    static SickPlaces start() throws Exception {
        SickPlaces places = new SickPlaces();
        try {
            places.add();
        } catch (IOException | RuntimeException e) {
            places.close();
            throw e;
        }
        return places;
    }

    private void add() throws IOException {
        String region = "eu-central-1:123456789012";
        at(Service.SQS, SickServer.silent());
        sick(
                ApiType.AWS_SQS,
                "that never answers",
                id -> withKeys("queue_url", "https://sqs.eu-central-1.amazonaws.com/123456789012/q" + id + ".fifo"));
        at(Service.SNS, SickServer.answering(200, LONG));
        sick(
                ApiType.AWS_SNS,
                "that answers nonsense after 5 s",
                id -> withKeys("topic_arn", "arn:aws:sns:" + region + ":t" + id + ".fifo"));
        at(Service.EVENTBRIDGE, SickServer.answering(500, Duration.ZERO));
        sick(ApiType.AWS_EVENTBRIDGE, "with a fault (500)", id -> withKeys("region", "eu-central-1"));
        at(Service.GOOGLE, SickServer.silent());
        at(Service.PUBSUB, SickServer.answering(200, Duration.ZERO));
        String key = exampleOf(ApiType.GOOGLE_PUBSUB, "service_account_key");
        sick(
                ApiType.GOOGLE_PUBSUB,
                "without tokens",
                id -> Map.of("project", "example-project", "topic", "t" + id, "service_account_key", key));
        SickServer azure = server("azure", SickServer.answering(201, LONG));
        sick(
                ApiType.AZURE_BLOB,
                "that takes 5 s for a file",
                id -> Map.of(
                        "account",
                        "simdata",
                        "container",
                        "c" + id,
                        "sas_token",
                        "sp=c&sig=c2lnbmF0dXJl",
                        "endpoint",
                        azure.url(),
                        "rotate_interval_ms",
                        1000));
        at(Service.EVENT_HUBS, SickServer.deaf());
        sick(
                ApiType.AZURE_EVENT_HUBS,
                "that hangs",
                id -> Map.of(
                        "connection_string",
                        "Endpoint=sb://example.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=c2VjcmV0",
                        "event_hub",
                        "hub-" + id));
        SickServer broker = server("kafka", SickServer.deaf());
        sick(
                ApiType.KAFKA,
                "whose broker hangs",
                id -> Map.of(
                        "bootstrap_servers", broker.host() + ":" + broker.port(), "topic", "t" + id, "tls", "off"));
        SickServer server = server("sftp", SickServer.deaf());
        sick(
                ApiType.SFTP,
                "that hangs",
                id -> Map.of(
                        "host",
                        server.host(),
                        "port",
                        server.port(),
                        "host_key",
                        "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                        "username",
                        "u" + id,
                        "password",
                        "p",
                        "rotate_interval_ms",
                        1000));
        sick(ApiType.PULL, "that nobody fetches", id -> Map.of());
    }

    private void sick(ApiType type, String what, Settings settings) {
        all.add(new Sick(type.name(), type.name() + " " + what, settings));
    }

    private void at(Service service, SickServer server) {
        options.put(service.option(), server(service.option(), server).url());
    }

    private SickServer server(String name, SickServer server) {
        servers.put(name, server);
        return server;
    }

    private static Map<String, String> withKeys(String member, String value) {
        return Map.of(member, value, "access_key_id", "AKIDEXAMPLE", "secret_access_key", "an/example+of/a/secret");
    }

    private static String exampleOf(ApiType type, String member) {
        try (HttpTransport unused = new HttpTransport(HttpSettings.DEFAULTS)) {
            return Integrations.standard(unused).fields(type).stream()
                    .filter(field -> field.member().equals(member))
                    .findFirst()
                    .orElseThrow()
                    .example();
        }
    }

    /** The places. */
    List<Sick> all() {
        return all;
    }

    /** Options of the job that lead to them. */
    Map<String, String> options() {
        return options;
    }

    /** How many requests have come to those that speak HTTP and read what comes. */
    Map<String, Integer> requests() {
        Map<String, Integer> requests = new LinkedHashMap<>();
        servers.forEach((name, server) -> requests.put(name, server.requests()));
        return requests;
    }

    @Override
    public void close() throws Exception {
        for (SickServer server : servers.values()) {
            server.close();
        }
    }
}
