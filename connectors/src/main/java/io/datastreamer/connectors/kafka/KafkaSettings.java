package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.oauth.ClientCredentials;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.tls.TlsSettings;
import io.datastreamer.contract.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream to a Kafka cluster.
 *
 * @param bootstrap {@code bootstrap_servers}: where to ask the cluster for its brokers
 * @param topic {@code topic}
 * @param usesTls {@code tls}: whether connections are encrypted
 * @param tls the customer's TLS settings; null for the defaults
 * @param login {@code username}, {@code password}, {@code sasl_mechanism}; null without a name and password
 * @param bearer {@code token_url} and its related members, {@code sasl_extensions}; null without an access token
 * @param compression {@code compression}: none, gzip or zstd
 * @param form {@code format}: the form of the documents
 * @param limits {@code max_records} (1 to 10,000, default 1000), {@code max_bytes} (1 KiB to 16 MiB, default 900,000),
 *     {@code linger_ms} (0 to 60,000, default 0)
 */
record KafkaSettings(
        List<Address> bootstrap,
        String topic,
        boolean usesTls,
        @Nullable TlsSettings tls,
        @Nullable Login login,
        @Nullable Bearer bearer,
        String compression,
        Form form,
        Limits limits) {
    private static final SettingsField BOOTSTRAP_SERVERS = SettingsField.text(
                    "bootstrap_servers", "kafka-1.example.com:9093,kafka-2.example.com:9093")
            .asRequired()
            .asTarget();
    private static final SettingsField TOPIC =
            SettingsField.text("topic", "sims").asRequired().asTarget();
    private static final SettingsField USERNAME = SettingsField.text("username", "data-streamer");
    private static final SettingsField PASSWORD = SettingsField.text("password", "0123456789abcdef");
    private static final SettingsField SASL_MECHANISM = SettingsField.choice(
                    "sasl_mechanism",
                    "SCRAM-SHA-512",
                    List.of("SCRAM-SHA-512", "SCRAM-SHA-256", "PLAIN", Bearer.MECHANISM))
            .asAdvanced();
    private static final String OFF = "off";
    /** Counts as part of the place: whoever can have TLS turned off can read what is sent. */
    private static final SettingsField TLS =
            SettingsField.choice("tls", "on", List.of("on", OFF)).asTarget().asAdvanced();

    private static final SettingsField COMPRESSION = SettingsField.choice(
                    "compression", "none", List.of("none", "gzip", "zstd"))
            .asAdvanced();
    private static final SettingsField MAX_RECORDS = SettingsField.number("max_records", 1000, 1, 10_000);

    /** Below the brokers' default limit for a batch, 1 MiB, including what surrounds the documents. */
    private static final SettingsField MAX_BYTES = SettingsField.number("max_bytes", 900_000, 1L << 10, 16L << 20);

    private static final SettingsField LINGER_MS = SettingsField.number("linger_ms", 0, 0, 60_000);

    private static final int MOST_SERVERS = 16;
    private static final int LONGEST_SERVERS = 4096;
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:([A-Za-z0-9._-]{1,253})|\\[([0-9A-Fa-f:.]{2,45})]):([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;
    private static final Pattern TOPIC_NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]{1,1024}");

    /** The members. */
    static final List<SettingsField> FIELDS = Stream.of(
                    List.of(BOOTSTRAP_SERVERS, TOPIC, USERNAME, PASSWORD, SASL_MECHANISM, TLS),
                    ClientCredentials.FIELDS,
                    List.of(Bearer.EXTENSIONS),
                    TlsSettings.FIELDS,
                    List.of(MAX_RECORDS, MAX_BYTES, LINGER_MS, COMPRESSION, Form.FIELD))
            .flatMap(List::stream)
            .toList();

    /** A broker's host and port. */
    record Address(String host, int port) {
        @Override
        public String toString() {
            return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
        }
    }

    /** A name and password, and the mechanism to use. */
    record Login(String mechanism, String username, String password) {
        /** The key in a connection string, which is the password at Azure. */
        private static final Pattern KEY_WITHIN = Pattern.compile("SharedAccessKey=([^;]{16,})");

        /** The secrets that no text may show. */
        Set<String> secrets() {
            Matcher key = KEY_WITHIN.matcher(password);
            return key.find() ? Set.of(password, key.group(1)) : Set.of(password);
        }

        /** Shows no password. */
        @Override
        public String toString() {
            return mechanism + " " + username;
        }
    }

    /**
     * Reads and validates.
     *
     * @throws SettingsException when they are invalid; the message names the member and no secret
     */
    static KafkaSettings read(Settings settings) throws SettingsException {
        SettingsReader reader = new SettingsReader(settings);
        List<Address> bootstrap = readServers(reader.requiredText(BOOTSTRAP_SERVERS.member()));
        String topic = reader.requiredText(TOPIC.member());
        if (!TOPIC_NAME.matcher(topic).matches()) {
            throw new SettingsException(TOPIC.member() + ": must be a topic's name: 1 to 249 letters, digits, . _ -");
        }
        boolean usesTls = !reader.choice(TLS).equals(OFF);
        TlsSettings tls = TlsSettings.read(reader);
        if (tls != null && !usesTls) {
            throw new SettingsException(TLS.member() + ": must be on, since there are settings for TLS");
        }
        Form form = Form.read(reader, Form.FIELD);
        Bearer bearer = Bearer.read(reader, reader.choice(SASL_MECHANISM));
        return new KafkaSettings(
                bootstrap,
                topic,
                usesTls,
                tls,
                readLogin(reader),
                bearer,
                reader.choice(COMPRESSION),
                form,
                form.limits(new Limits(
                        (int) reader.integer(MAX_RECORDS),
                        reader.integer(MAX_BYTES),
                        Duration.ofMillis(reader.integer(LINGER_MS)),
                        1)));
    }

    private static List<Address> readServers(String text) throws SettingsException {
        List<Address> addresses = new ArrayList<>();
        for (String each : text.length() > LONGEST_SERVERS ? new String[0] : text.split(",", -1)) {
            Matcher matcher = HOST_AND_PORT.matcher(each.trim());
            int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
            if (port < 1 || port > HIGHEST_PORT) {
                addresses.clear();
                break;
            }
            addresses.add(new Address(matcher.group(1) == null ? matcher.group(2) : matcher.group(1), port));
        }
        if (addresses.isEmpty() || addresses.size() > MOST_SERVERS) {
            throw new SettingsException(BOOTSTRAP_SERVERS.member() + ": must be host:port, such as "
                    + "kafka-1.example.com:9093, or several with commas between them, at most " + MOST_SERVERS);
        }
        return List.copyOf(addresses);
    }

    private static @Nullable Login readLogin(SettingsReader reader) throws SettingsException {
        String username = printable(reader, USERNAME);
        String password = printable(reader, PASSWORD);
        String mechanism = reader.choice(SASL_MECHANISM);
        if (username == null && password == null) {
            return null;
        }
        if (mechanism.equals(Bearer.MECHANISM)) {
            throw new SettingsException(SASL_MECHANISM.member() + ": is OAUTHBEARER, and there is a "
                    + (username == null ? PASSWORD : USERNAME).member());
        }
        if (username == null) {
            throw new SettingsException(USERNAME.member() + ": is missing, and there is a " + PASSWORD.member());
        }
        if (password == null) {
            throw new SettingsException(PASSWORD.member() + ": is missing, and there is a " + USERNAME.member());
        }
        return new Login(mechanism, username, password);
    }

    private static @Nullable String printable(SettingsReader reader, SettingsField field) throws SettingsException {
        String value = reader.text(field.member());
        if (value != null && !PRINTABLE.matcher(value).matches()) {
            throw new SettingsException(field.member() + ": must be a string of 1 to 1024 printable ASCII characters");
        }
        return value;
    }

    /** The place, for people to read. */
    String target() {
        return bootstrap.get(0) + "/" + topic;
    }

    /** The hosts that are dialled first, by the setting that names them. */
    Map<String, List<String>> hosts() {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        hosts.put(
                BOOTSTRAP_SERVERS.member(),
                bootstrap.stream().map(Address::host).distinct().toList());
        if (bearer != null && bearer.host() != null) {
            hosts.put(ClientCredentials.TOKEN_URL.member(), List.of(bearer.host()));
        }
        return hosts;
    }

    /** The secrets that no text may show. */
    Set<String> secrets() {
        if (bearer != null) {
            return bearer.requests().secrets();
        }
        return login == null ? Set.of() : login.secrets();
    }

    @Override
    public String toString() {
        return "KafkaSettings[" + target() + ", " + login + ", " + limits + "]";
    }
}
