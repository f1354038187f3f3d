package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.entra.EntraApplication;
import io.datastreamer.connectors.entra.EntraOperator;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.contract.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream to Azure Event Hubs, which speaks Kafka's protocol: {@code connection_string}, or
 * {@code tenant_id}, {@code client_id} and {@code namespace}; {@code event_hub} (by default the string's own), {@code
 * max_records}, {@code max_bytes}, {@code linger_ms}, {@code compression}, {@code format}.
 */
final class EventHubsSettings {
    private static final SettingsField CONNECTION_STRING = SettingsField.text(
                    "connection_string",
                    "Endpoint=sb://example-namespace.servicebus.windows.net/;SharedAccessKeyName=send;"
                            + "SharedAccessKey=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=;EntityPath=sims")
            .asRequired();
    private static final SettingsField TENANT_ID = EntraApplication.TENANT_ID.insteadOf(CONNECTION_STRING.member());
    private static final SettingsField CLIENT_ID = EntraApplication.CLIENT_ID;
    private static final SettingsField NAMESPACE = SettingsField.text(
                    "namespace", "example-namespace.servicebus.windows.net")
            .asTarget()
            .asAdvanced()
            .beside(TENANT_ID.member(), CLIENT_ID.member());
    private static final SettingsField EVENT_HUB =
            SettingsField.text("event_hub", "sims").asTarget();
    private static final SettingsField MAX_RECORDS = SettingsField.number("max_records", 1000, 1, 10_000);
    /** Event Hubs accepts 1 MB a request, including what surrounds the documents. */
    private static final SettingsField MAX_BYTES = SettingsField.number("max_bytes", 900_000, 1L << 10, 1_000_000);

    private static final SettingsField LINGER_MS = SettingsField.number("linger_ms", 0, 0, 60_000);
    private static final SettingsField COMPRESSION =
            SettingsField.choice("compression", "none", List.of("none", "gzip")).asAdvanced();

    /** The members. */
    static final List<SettingsField> FIELDS = List.of(
            CONNECTION_STRING,
            TENANT_ID,
            CLIENT_ID,
            NAMESPACE,
            EVENT_HUB,
            MAX_RECORDS,
            MAX_BYTES,
            LINGER_MS,
            COMPRESSION,
            Form.FIELD);

    /** Azure's own hosts, in any of its clouds. */
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9-]{1,64}\\.servicebus\\.(?:windows\\.net|chinacloudapi\\.cn|usgovcloudapi\\.net)");

    private static final Pattern ENDPOINT = Pattern.compile("sb://(" + HOST + ")/?");

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,2048}");
    private static final Pattern HUB = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final int PORT = 9093;
    /** The user name that Event Hubs requires with a connection string. */
    private static final String USERNAME = "$ConnectionString";

    /**
     * The place, and the rights to write to it.
     *
     * @param host the namespace
     * @param hub the event hub; empty if the settings must name it
     * @param login for a connection string; null with an application
     * @param bearer for an application; null with a connection string
     */
    private record Access(
            String host,
            String hub,
            KafkaSettings.@Nullable Login login,
            @Nullable Bearer bearer) {}

    private EventHubsSettings() {}

    /**
     * Reads and validates.
     *
     * @param endpoint the address of Event Hubs, without TLS if it is an http one; null for the public one
     * @param organisationId the data stream's organisation
     * @param operator the operator's settings for Azure
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static KafkaSettings read(Settings settings, @Nullable String endpoint, long organisationId, EntraOperator operator)
            throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        Access access = EntraApplication.isIn(reader) ? byIdentity(reader, organisationId, operator) : byString(reader);
        String given = reader.text(EVENT_HUB.member());
        String hub = given == null ? access.hub() : given;
        if (hub.isEmpty()) {
            throw new SettingsException(EVENT_HUB.member() + ": is missing"
                    + (access.login() == null ? "" : ", and the connection string has no EntityPath"));
        }
        if (!HUB.matcher(hub).matches()) {
            throw new SettingsException(
                    EVENT_HUB.member() + ": must be the name of an event hub: 1 to 249 letters, digits, . _ -");
        }
        Form form = Form.read(reader, Form.FIELD);
        return new KafkaSettings(
                List.of(endpoint == null ? new KafkaSettings.Address(access.host(), PORT) : address(endpoint)),
                hub,
                endpoint == null || endpoint.startsWith("https:"),
                null,
                access.login(),
                access.bearer(),
                reader.choice(COMPRESSION),
                form,
                form.limits(new Limits(
                        (int) reader.integer(MAX_RECORDS),
                        reader.integer(MAX_BYTES),
                        Duration.ofMillis(reader.integer(LINGER_MS)),
                        1)));
    }

    private static Access byString(SettingsReader reader) throws SettingsException {
        if (reader.text(NAMESPACE.member()) != null) {
            throw new SettingsException(TENANT_ID.member() + ": is missing, and there is a " + NAMESPACE.member());
        }
        String connection = reader.requiredText(CONNECTION_STRING.member()).trim();
        Map<String, String> parts = parts(connection);
        Matcher address = ENDPOINT.matcher(parts.getOrDefault("endpoint", ""));
        if (!PRINTABLE.matcher(connection).matches()
                || !address.matches()
                || parts.getOrDefault("sharedaccesskeyname", "").isEmpty()
                || parts.getOrDefault("sharedaccesskey", "").isEmpty()) {
            throw new SettingsException(CONNECTION_STRING.member() + ": must be a connection string such as "
                    + "Endpoint=sb://NAMESPACE.servicebus.windows.net/;SharedAccessKeyName=…;SharedAccessKey=…");
        }
        return new Access(
                address.group(1),
                parts.getOrDefault("entitypath", ""),
                new KafkaSettings.Login("PLAIN", USERNAME, connection),
                null);
    }

    private static Access byIdentity(SettingsReader reader, long organisationId, EntraOperator operator)
            throws SettingsException {
        String host = reader.text(NAMESPACE.member());
        // tokens are for the namespace
        String scope = "https://" + host + "/.default";
        EntraApplication application =
                EntraApplication.read(reader, scope, organisationId, operator, List.of(CONNECTION_STRING));
        if (host == null) {
            throw new SettingsException(NAMESPACE.member() + ": is missing");
        }
        if (!HOST.matcher(host).matches()) {
            throw new SettingsException(
                    NAMESPACE.member() + ": must be a namespace's host such as " + "NAMESPACE.servicebus.windows.net");
        }
        return new Access(host, "", null, new Bearer(application, null, Map.of()));
    }

    private static KafkaSettings.Address address(String endpoint) {
        URI uri = URI.create(endpoint);
        String host = uri.getHost();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new KafkaSettings.Address(bare, uri.getPort() < 0 ? PORT : uri.getPort());
    }

    /** Names are case-insensitive, and values may contain an equals sign. */
    private static Map<String, String> parts(String connection) {
        Map<String, String> parts = new HashMap<>();
        for (String each : connection.split(";", -1)) {
            int equals = each.indexOf('=');
            if (equals > 0) {
                parts.put(
                        each.substring(0, equals).trim().toLowerCase(Locale.ROOT),
                        each.substring(equals + 1).trim());
            }
        }
        return parts;
    }
}
