package io.datastreamer.portal.config;

import io.datastreamer.connectors.Endpoints;
import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.OperatorSettings;
import io.datastreamer.connectors.aws.AwsKeys;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.secrets.Keyset;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.connectors.secrets.SecretSource;
import io.datastreamer.connectors.secrets.StreamSecrets;
import io.datastreamer.options.BadOptionException;
import io.datastreamer.options.DeclaredOption;
import io.datastreamer.options.OptionValues;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import static java.util.Map.entry;

/**
 * The portal's settings, validated and complete. Secrets are already read.
 *
 * @param server where and how it listens
 * @param topics the topics that it reads and writes
 * @param tokens which tokens are accepted; null if only login links are
 * @param loginLinks who gets a printed login link: ids of organisations, or {@code operator}
 * @param limits the limits of an organisation
 * @param operator the operator's settings for integrations and secrets, the same as the job's
 * @param draftSecrets the same keys, but also accepts secrets in clear, as customers send them
 * @param http settings for the requests of test deliveries
 * @param encrypts whether secrets are encrypted; otherwise they are in clear in the topic
 * @param bodies decrypts the bodies in attempts; null without keys
 * @param historyRetention how long the job keeps documents
 * @param docsUrl the documentation for customers; null for none
 * @param mail the mail server; null for none
 * @param noticesEvery least time between two notices to an organisation
 */
public record PortalSettings(
        Server server,
        Topics topics,
        @Nullable Tokens tokens,
        List<String> loginLinks,
        Limits limits,
        OperatorSettings operator,
        StreamSecrets draftSecrets,
        HttpSettings http,
        boolean encrypts,
        @Nullable SealedBodies bodies,
        Duration historyRetention,
        @Nullable URI docsUrl,
        @Nullable Mail mail,
        Duration noticesEvery) {
    private static final Map<Service, DeclaredOption<String>> ENDPOINTS = Map.ofEntries(
            entry(Service.KINESIS, PortalOptions.KINESIS_ENDPOINT),
            entry(Service.S3, PortalOptions.S3_ENDPOINT),
            entry(Service.STS, PortalOptions.STS_ENDPOINT),
            entry(Service.KEEN, PortalOptions.KEEN_ENDPOINT),
            entry(Service.DATADOG, PortalOptions.DATADOG_ENDPOINT),
            entry(Service.GOOGLE, PortalOptions.GOOGLE_ENDPOINT),
            entry(Service.PUBSUB, PortalOptions.PUBSUB_ENDPOINT),
            entry(Service.SQS, PortalOptions.SQS_ENDPOINT),
            entry(Service.SNS, PortalOptions.SNS_ENDPOINT),
            entry(Service.EVENTBRIDGE, PortalOptions.EVENTBRIDGE_ENDPOINT),
            entry(Service.EVENT_HUBS, PortalOptions.EVENT_HUBS_ENDPOINT),
            entry(Service.GCS, PortalOptions.GCS_ENDPOINT),
            entry(Service.AZURE_BLOB, PortalOptions.AZURE_BLOB_ENDPOINT),
            entry(Service.ENTRA, PortalOptions.ENTRA_ENDPOINT));

    /** Stands for an operator among the login links. */
    public static final String OPERATOR = "operator";

    /**
     * Where and how the portal listens.
     *
     * @param host the address to listen at
     * @param port the port, 0 for any
     * @param publicUrl the origin that browsers use; null for the address itself
     * @param tls certificate and key; null for http
     * @param behindProxy whether {@code X-Forwarded-For} can be trusted
     * @param requestTimeout how long a request's head may take to arrive, and its body after that
     * @param connectionsPerAddress most connections from an address
     */
    public record Server(
            String host,
            int port,
            @Nullable URI publicUrl,
            @Nullable Tls tls,
            boolean behindProxy,
            Duration requestTimeout,
            int connectionsPerAddress) {}

    /**
     * A PKCS #12 file with certificate and key.
     *
     * @param keystore the file
     * @param password its password
     */
    public record Tls(Path keystore, String password) {
        @Override
        public String toString() {
            return "Tls[" + keystore + "]";
        }
    }

    /**
     * The Kafka topics that the portal reads and writes.
     *
     * @param streams the topic of data streams
     * @param status the topic of their status
     * @param attempts the topic of delivery attempts
     * @param portal the topic that only portals read
     * @param questions the topic of questions to the job; null for none
     * @param answers the topic of the job's answers; null for none
     * @param create whether to create missing topics
     * @param replicationFactor for created topics; -1 for the brokers' default
     * @param deletionsKept how long the mark of a deletion stays
     * @param kafka properties of Kafka's clients
     */
    public record Topics(
            String streams,
            String status,
            String attempts,
            String portal,
            @Nullable String questions,
            @Nullable String answers,
            boolean create,
            short replicationFactor,
            Duration deletionsKept,
            Map<String, String> kafka) {

        /** The topics of questions and answers: both, or none. */
        public List<String> passing() {
            return questions == null || answers == null ? List.of() : List.of(questions, answers);
        }

        @Override
        public String toString() {
            return "Topics[" + streams + ", " + status + ", " + attempts + ", " + portal + "]";
        }
    }

    /**
     * Which tokens are accepted.
     *
     * @param jwks where the keys are: {@code file:PATH} or an https URL
     * @param issuer the required {@code iss}
     * @param audience the required value in {@code aud}
     * @param algorithms the accepted signature algorithms
     * @param organisationClaim the claim with the organisation's id
     * @param rolesClaim the claim with the roles
     * @param operatorRole the role of operators
     */
    public record Tokens(
            String jwks,
            String issuer,
            String audience,
            Set<String> algorithms,
            String organisationClaim,
            String rolesClaim,
            String operatorRole) {}

    /**
     * The mail server and how to use it.
     *
     * @param host the server
     * @param port its port
     * @param security whether and how the connection is encrypted
     * @param user the user; null if the server does not require one
     * @param password the user's password; null without one
     * @param from the sender's address
     * @param caCertificates certificates of trusted authorities, as PEM; null for those of the JVM
     */
    public record Mail(
            String host,
            int port,
            Security security,
            @Nullable String user,
            @Nullable String password,
            String from,
            @Nullable String caCertificates) {

        /** The encryption of the connection. */
        public enum Security {
            STARTTLS,
            TLS,
            NONE
        }

        @Override
        public String toString() {
            return "Mail[" + host + ":" + port + ", " + security + "]";
        }
    }

    /**
     * The limits of an organisation.
     *
     * @param streams most data streams
     * @param requestsPerMinute most requests a minute; also for an address without a valid token
     * @param testsPerMinute most test deliveries a minute
     * @param testTimeout deadline of a test delivery
     * @param attempts most attempts that can be looked up, of all organisations together
     */
    public record Limits(int streams, int requestsPerMinute, int testsPerMinute, Duration testTimeout, int attempts) {}

    /**
     * Reads the command line and the file that it names.
     *
     * @throws BadOptionException when an option is unknown, invalid or missing; the message names it and says what to
     *     do
     */
    public static PortalSettings parse(String... args) throws BadOptionException {
        OptionValues config = PortalOptions.ALL.parse(args);
        if (!config.kafka().containsKey("bootstrap.servers")) {
            throw new BadOptionException("Missing: --kafka.bootstrap-servers HOST:PORT[,HOST:PORT…].");
        }
        try {
            return of(config);
        } catch (IllegalArgumentException e) {
            throw new BadOptionException("--" + e.getMessage(), e);
        }
    }

    /** Whether these arguments ask for help. */
    public static boolean asksForHelp(String... args) {
        return io.datastreamer.options.CommandLine.asksForHelp(args);
    }

    private static PortalSettings of(OptionValues config) throws BadOptionException {
        Optional<String> keyset = config.find(PortalOptions.KEYSET);
        boolean allowPlain = config.get(PortalOptions.ALLOW_PLAIN);
        if (keyset.isEmpty() && !allowPlain) {
            throw new BadOptionException(
                    "--secrets.keyset is not set: secrets of data streams could not be encrypted. Make a"
                            + " keyset with \"./streamer keyset create FILE\" and give it to the portal and the job, or set"
                            + " --secrets.allow-plain true for a first try.");
        }
        List<String> loginLinks = config.get(PortalOptions.LOGIN_LINKS);
        Tokens tokens = tokens(config);
        if (tokens == null && loginLinks.isEmpty()) {
            throw new BadOptionException(
                    "Nobody could log in: set --auth.jwks with --auth.issuer and --auth.audience, or"
                            + " --login.links for a first try.");
        }
        if (config.find(PortalOptions.QUESTIONS).isPresent()
                != config.find(PortalOptions.ANSWERS).isPresent()) {
            throw new BadOptionException("--questions and --answers: one is set without the other.");
        }
        Keyset keys = keyset.map(PortalSettings::keyset).orElse(null);
        Duration timeout = config.get(PortalOptions.TEST_TIMEOUT);
        return new PortalSettings(
                server(config),
                new Topics(
                        config.get(PortalOptions.STREAMS),
                        config.get(PortalOptions.STATUS),
                        config.get(PortalOptions.ATTEMPTS),
                        config.get(PortalOptions.PORTAL),
                        config.find(PortalOptions.QUESTIONS).orElse(null),
                        config.find(PortalOptions.ANSWERS).orElse(null),
                        config.get(PortalOptions.CREATE_TOPICS),
                        config.get(PortalOptions.REPLICATION_FACTOR).shortValue(),
                        config.get(PortalOptions.DELETIONS_KEPT),
                        config.kafka()),
                tokens,
                loginLinks,
                new Limits(
                        config.get(PortalOptions.STREAM_LIMIT),
                        config.get(PortalOptions.REQUEST_LIMIT),
                        config.get(PortalOptions.TEST_LIMIT),
                        timeout,
                        config.get(PortalOptions.ATTEMPT_LIMIT)),
                operator(config, keys, allowPlain),
                new StreamSecrets(keys, true),
                HttpSettings.DEFAULTS
                        .withEgressAllow(config.get(PortalOptions.EGRESS_ALLOW))
                        .withProxy(config.find(PortalOptions.EGRESS_PROXY).orElse(null))
                        .withTimeouts(timeout, shorter(timeout, 5), shorter(timeout, 3))
                        .withMaxRequests(64),
                keyset.isPresent(),
                keys == null ? null : new SealedBodies(keys),
                config.get(PortalOptions.HISTORY_RETENTION),
                config.find(PortalOptions.DOCS_URL).orElse(null),
                mail(config),
                config.get(PortalOptions.NOTICE_EVERY));
    }

    private static @Nullable Mail mail(OptionValues config) throws BadOptionException {
        Optional<String> host = config.find(PortalOptions.MAIL_HOST);
        Optional<String> user = config.find(PortalOptions.MAIL_USER);
        Optional<String> password = config.find(PortalOptions.MAIL_PASSWORD);
        if (host.isEmpty()) {
            return null;
        }
        if (user.isPresent() != password.isPresent()) {
            throw new BadOptionException("--mail.user and --mail.password: one is set without the other.");
        }
        Mail.Security security = config.get(PortalOptions.MAIL_SECURITY);
        if (user.isPresent() && security == Mail.Security.NONE) {
            throw new BadOptionException(
                    "--mail.security NONE: the password of mail.user would go in clear; set STARTTLS or TLS.");
        }
        Optional<Path> authorities = config.find(PortalOptions.MAIL_CA);
        return new Mail(
                host.get(),
                config.get(PortalOptions.MAIL_PORT),
                security,
                user.orElse(null),
                password.isEmpty() ? null : SecretSource.read(PortalOptions.MAIL_PASSWORD.key(), password.get()),
                config.required(PortalOptions.MAIL_FROM),
                authorities.isEmpty()
                        ? null
                        : SecretSource.read(PortalOptions.MAIL_CA.key(), "file:" + authorities.get()));
    }

    private static Server server(OptionValues config) throws BadOptionException {
        Optional<String> keystore = config.find(PortalOptions.KEYSTORE);
        Optional<String> password = config.find(PortalOptions.KEYSTORE_PASSWORD);
        if (keystore.isPresent() != password.isPresent()) {
            throw new BadOptionException(
                    "--server.tls-keystore and --server.tls-password: one is set without the other.");
        }
        Tls tls = keystore.isEmpty()
                ? null
                : new Tls(
                        Path.of(keystore.get()),
                        SecretSource.read(PortalOptions.KEYSTORE_PASSWORD.key(), password.orElseThrow()));
        return new Server(
                config.get(PortalOptions.HOST),
                config.get(PortalOptions.PORT),
                config.find(PortalOptions.PUBLIC_URL).orElse(null),
                tls,
                config.get(PortalOptions.BEHIND_PROXY),
                config.get(PortalOptions.REQUEST_TIMEOUT),
                config.get(PortalOptions.CONNECTION_LIMIT));
    }

    private static @Nullable Tokens tokens(OptionValues config) throws BadOptionException {
        Optional<String> jwks = config.find(PortalOptions.JWKS);
        Optional<String> issuer = config.find(PortalOptions.ISSUER);
        Optional<String> audience = config.find(PortalOptions.AUDIENCE);
        if (jwks.isEmpty() && issuer.isEmpty() && audience.isEmpty()) {
            return null;
        }
        if (jwks.isEmpty() || issuer.isEmpty() || audience.isEmpty()) {
            throw new BadOptionException(
                    "--auth.jwks, --auth.issuer and --auth.audience: all three are needed, or none.");
        }
        return new Tokens(
                jwks.get(),
                issuer.get(),
                audience.get(),
                Set.copyOf(config.get(PortalOptions.AUTH_ALGORITHMS)),
                config.get(PortalOptions.ORGANISATION_CLAIM),
                config.get(PortalOptions.ROLES_CLAIM),
                config.get(PortalOptions.OPERATOR_ROLE));
    }

    private static OperatorSettings operator(OptionValues config, @Nullable Keyset keyset, boolean allowPlain) {
        OperatorSettings operator = OperatorSettings.DEFAULTS
                .withEndpoints(endpoints(config))
                .withSecrets(new StreamSecrets(keyset, allowPlain))
                .withS3PlainBodies(config.get(PortalOptions.S3_PLAIN_BODIES));
        Optional<AwsKeys> sts = config.find(PortalOptions.STS_CREDENTIALS).map(PortalSettings::stsKeys);
        OperatorSettings withRoles = sts.isEmpty() ? operator : operator.withStsKeys(sts.get());
        OperatorIdentity identity = OperatorIdentity.read(
                config.find(PortalOptions.IDENTITY_ISSUER).orElse(null),
                config.find(PortalOptions.IDENTITY_KEY).orElse(null));
        return identity == null ? withRoles : withRoles.withIdentity(identity);
    }

    private static Endpoints endpoints(OptionValues config) {
        Map<Service, String> endpoints = new EnumMap<>(Service.class);
        ENDPOINTS.forEach(
                (service, option) -> config.find(option).ifPresent(address -> endpoints.put(service, address)));
        return new Endpoints(endpoints);
    }

    private static Keyset keyset(String source) {
        String option = PortalOptions.KEYSET.key();
        try {
            return Keyset.parse(SecretSource.read(option, source));
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            throw new IllegalArgumentException(
                    message.startsWith(option) ? message : option + " " + source + ": " + message, e);
        }
    }

    private static AwsKeys stsKeys(String source) {
        String option = PortalOptions.STS_CREDENTIALS.key();
        String[] parts = SecretSource.read(option, source).split(":", 2);
        if (parts.length != 2) {
            throw new IllegalArgumentException(option + " " + source + ": must hold ACCESS_KEY_ID:SECRET_ACCESS_KEY");
        }
        return new AwsKeys(parts[0], parts[1]);
    }

    private static Duration shorter(Duration limit, int seconds) {
        Duration other = Duration.ofSeconds(seconds);
        return other.compareTo(limit) < 0 ? other : limit;
    }
}
