package io.datastreamer.portal.config;

import io.datastreamer.connectors.oauth.OperatorIdentity;
import io.datastreamer.connectors.secrets.SecretSource;
import io.datastreamer.options.DeclaredOption;
import io.datastreamer.options.DeclaredOptions;
import io.datastreamer.options.DeclaredOptions.Area;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Declares every option of the portal once, in the order in which help and documentation show them. Options that the
 * job has too have the same name.
 */
public final class PortalOptions {
    private static final Pattern TOPIC = Pattern.compile("kafka:([A-Za-z0-9._-]{1,249})");
    private static final Pattern LOGIN = Pattern.compile("[0-9]{1,18}|operator");

    /** Asymmetric algorithms only, so that whoever can verify a token cannot create one. */
    private static final Set<String> ALGORITHMS =
            Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519");

    static final DeclaredOption<String> CONFIG = DeclaredOption.text(
            "config", "FILE", null, "a YAML file", "A YAML file with options. The command line takes precedence.");

    // server

    static final DeclaredOption<String> HOST = DeclaredOption.text(
            "server.host",
            "ADDRESS",
            "127.0.0.1",
            "an address of this machine",
            "Where to listen; 0.0.0.0 for all addresses.");
    static final DeclaredOption<Integer> PORT =
            DeclaredOption.number("server.port", "8080", 0, 65_535, "Port to listen at; 0 for any free one.");
    static final DeclaredOption<URI> PUBLIC_URL = new DeclaredOption<>(
            "server.public-url",
            "URL",
            null,
            "an address such as https://portal.example.org, without a path",
            "The portal's address for browsers, if it is behind a proxy. Unset: the address at which it listens.",
            PortalOptions::origin);
    static final DeclaredOption<String> KEYSTORE = DeclaredOption.text(
            "server.tls-keystore",
            "FILE",
            null,
            "a PKCS #12 file",
            "Certificate and key for https. Unset: http, for use on this machine or behind a proxy that ends TLS.");
    static final DeclaredOption<String> KEYSTORE_PASSWORD =
            source("server.tls-password", "The password of server.tls-keystore.");
    static final DeclaredOption<Boolean> BEHIND_PROXY = flag(
            "server.behind-proxy",
            "Whether all requests come through your own proxy, which adds the caller's address to X-Forwarded-For.");
    static final DeclaredOption<Duration> REQUEST_TIMEOUT = DeclaredOption.duration(
            "server.request-timeout",
            "10s",
            "How long the headers of a request may take to arrive, and then its body; a body gets one more second for"
                    + " each 4 KiB.");

    static final DeclaredOption<URI> DOCS_URL = new DeclaredOption<>(
            "server.docs-url",
            "URL",
            null,
            "an address such as https://docs.example.org/data-streams",
            "The documentation for your customers, for links on the page. Unset: no links.",
            PortalOptions::page);

    // topics

    static final DeclaredOption<String> STREAMS =
            topic("streams", "kafka:data-streams", "The customers' data streams, which the job reads. One partition.");
    static final DeclaredOption<String> STATUS =
            topic("status", "kafka:data-stream-status", "The status of each data stream, as the job writes it.");
    static final DeclaredOption<String> ATTEMPTS =
            topic("attempts", "kafka:attempts", "Delivery attempts, as the job writes them.");
    static final DeclaredOption<String> PORTAL = topic(
            "portal",
            "kafka:data-stream-portal",
            "Data of portals only: API keys, the log of changes, and notices. One partition, compacted.");
    static final DeclaredOption<String> QUESTIONS = topic(
            "questions",
            null,
            "Portals' questions to the job about documents. Needs answers. Unset: nobody can fetch or find documents.");
    static final DeclaredOption<String> ANSWERS = topic("answers", null, "The job's answers to questions.");
    static final DeclaredOption<Boolean> CREATE_TOPICS =
            flag("topics.create", "Whether to create missing topics. Otherwise the portal says which to create.");
    static final DeclaredOption<Integer> REPLICATION_FACTOR = DeclaredOption.number(
            "topics.replication-factor",
            "-1",
            -1,
            100,
            "Replicas of the topics that are created; -1 for the brokers' default.");
    static final DeclaredOption<Duration> DELETIONS_KEPT = DeclaredOption.duration(
            "deletions.kept",
            "7d",
            "How long the mark of a deleted data stream stays in the topic before a tombstone replaces it: longer than"
                    + " any downtime of the job.");

    // authentication

    static final DeclaredOption<String> JWKS = new DeclaredOption<>(
            "auth.jwks",
            "SOURCE|URL",
            null,
            "file:PATH, or an https URL",
            "The keys that sign tokens, as a JWK set. A file is read again when it changes, a URL's answer is kept for"
                    + " minutes.",
            text -> text.startsWith("file:") || text.startsWith("https://") ? text : null);
    static final DeclaredOption<String> ISSUER =
            DeclaredOption.text("auth.issuer", "TEXT", null, "a text", "The issuer (iss) that tokens must have.");
    static final DeclaredOption<String> AUDIENCE =
            DeclaredOption.text("auth.audience", "TEXT", null, "a text", "The audience (aud) that tokens must have.");
    static final DeclaredOption<List<String>> AUTH_ALGORITHMS = new DeclaredOption<>(
            "auth.algorithms",
            "NAME[,NAME…]",
            "RS256,PS256,ES256",
            "some of " + String.join(", ", ALGORITHMS.stream().sorted().toList()),
            "The accepted algorithms of tokens' signatures.",
            text -> list(text).isEmpty() || !ALGORITHMS.containsAll(list(text)) ? null : list(text));
    static final DeclaredOption<String> ORGANISATION_CLAIM = DeclaredOption.text(
            "auth.organisation-claim",
            "NAME",
            "organisation_id",
            "a claim's name",
            "The claim that holds the organisation's id, a number or its digits.");
    static final DeclaredOption<String> ROLES_CLAIM = DeclaredOption.text(
            "auth.roles-claim", "NAME", "roles", "a claim's name", "The claim that lists the caller's roles.");
    static final DeclaredOption<String> OPERATOR_ROLE = DeclaredOption.text(
            "auth.operator-role",
            "TEXT",
            "data-streamer-operator",
            "a text",
            "The role that may see and change the data streams of all organisations.");
    static final DeclaredOption<List<String>> LOGIN_LINKS = new DeclaredOption<>(
            "login.links",
            "ID[,ID…]",
            "",
            "ids of organisations, or operator, with commas",
            "To try it without tokens: prints a login link for each at the start, valid once, for a 12-hour session.",
            text -> list(text).stream().allMatch(id -> LOGIN.matcher(id).matches()) ? list(text) : null);

    // limits

    static final DeclaredOption<Integer> STREAM_LIMIT =
            DeclaredOption.number("limits.streams", "10", 1, 100_000, "Most data streams of an organisation.");
    static final DeclaredOption<Integer> REQUEST_LIMIT = DeclaredOption.number(
            "limits.requests-per-minute",
            "600",
            1,
            1_000_000,
            "Most requests a minute from an organisation, or from an address without a valid token.");
    static final DeclaredOption<Integer> CONNECTION_LIMIT = DeclaredOption.number(
            "limits.connections-per-address",
            "256",
            1,
            100_000,
            "Most connections from an address. Ignored with server.behind-proxy: then the proxy must limit them.");
    static final DeclaredOption<Integer> TEST_LIMIT = DeclaredOption.number(
            "limits.tests-per-minute", "10", 1, 1000, "Most test deliveries a minute of an organisation.");
    static final DeclaredOption<Duration> TEST_TIMEOUT = DeclaredOption.duration(
            "limits.test-timeout", "10s", "Deadline of a test delivery, its answer's body included.");

    static final DeclaredOption<Integer> ATTEMPT_LIMIT = DeclaredOption.number(
            "limits.attempts",
            "16000000",
            1_000_000,
            250_000_000,
            "Most delivery attempts that can be looked up, the newest ones of all data streams together: each takes"
                    + " eight bytes of memory.");

    // notices

    static final DeclaredOption<Duration> NOTICE_EVERY = DeclaredOption.duration(
            "notices.every",
            "5 min",
            "Least time between two notices to an organisation; what happens meanwhile is reported together.");
    static final DeclaredOption<String> MAIL_HOST = DeclaredOption.text(
            "mail.host",
            "HOST",
            null,
            "a mail server's name",
            "The mail server (SMTP) for notices to customers. Unset: notices go to webhooks only.");
    static final DeclaredOption<Integer> MAIL_PORT = DeclaredOption.number(
            "mail.port", "587", 1, 65_535, "Server port: mostly 587 with STARTTLS, 465 with TLS, 25 within a network.");
    static final DeclaredOption<PortalSettings.Mail.Security> MAIL_SECURITY = new DeclaredOption<>(
            "mail.security",
            "STARTTLS|TLS|NONE",
            "STARTTLS",
            "STARTTLS, TLS or NONE",
            "STARTTLS: required, no mail without it. TLS: from the first byte. NONE: for a relay on the same machine.",
            text -> Arrays.stream(PortalSettings.Mail.Security.values())
                    .filter(each -> each.name().equals(text))
                    .findFirst()
                    .orElse(null));
    static final DeclaredOption<String> MAIL_USER = DeclaredOption.text(
            "mail.user", "TEXT", null, "a text", "The user at the mail server, if it requires one.");
    static final DeclaredOption<String> MAIL_PASSWORD = source("mail.password", "The password of mail.user.");
    static final DeclaredOption<String> MAIL_FROM = new DeclaredOption<>(
            "mail.from",
            "ADDRESS",
            null,
            "an address such as no-reply@example.org",
            "The sender of mails. Required with mail.host.",
            text -> EmailAddress.isValid(text) ? text : null);
    static final DeclaredOption<Path> MAIL_CA = DeclaredOption.file(
            "mail.ca-certificates",
            "a PEM file",
            "Certificates of the authorities to trust for the mail server, instead of the JVM's.");

    // shared with the job

    static final DeclaredOption<Duration> HISTORY_RETENTION = DeclaredOption.duration(
            "history.retention", "20d", "How long the job keeps documents: searches and statements go back that far.");
    static final DeclaredOption<List<String>> EGRESS_ALLOW = new DeclaredOption<>(
            "egress.allow",
            "CIDR[,CIDR…]",
            "",
            "address ranges such as 10.1.0.0/16,127.0.0.0/8",
            "Address ranges that customers' URLs may use although they are private, loopback or otherwise refused. The"
                    + " same as the job's.",
            PortalOptions::list);
    static final DeclaredOption<String> EGRESS_PROXY = DeclaredOption.text(
            "egress.proxy",
            "HOST:PORT",
            null,
            "a proxy's address such as proxy.example.org:3128",
            "HTTP proxy for test deliveries.");
    static final DeclaredOption<String> KEYSET = source(
            "secrets.keyset",
            "The keyset that encrypts the secrets of data streams, the same as the job's. \"./streamer keyset create\""
                    + " creates one.");
    static final DeclaredOption<Boolean> ALLOW_PLAIN =
            flag("secrets.allow-plain", "Whether secrets in the topic may be unencrypted: for a first try only.");
    static final DeclaredOption<String> STS_CREDENTIALS = source(
            "sts.credentials",
            "The operator's access key for assuming customers' roles at AWS: ACCESS_KEY_ID:SECRET_ACCESS_KEY. Unset: data"
                    + " streams cannot name roles.");
    static final DeclaredOption<String> KINESIS_ENDPOINT = endpoint("kinesis.endpoint", "AWS Kinesis");
    static final DeclaredOption<String> S3_ENDPOINT = endpoint("s3.endpoint", "AWS S3");
    static final DeclaredOption<Boolean> S3_PLAIN_BODIES = flag(
            "s3.plain-bodies",
            "Whether bodies go to S3 without a checksum after them (aws-chunked): for stores that refuse that.");
    static final DeclaredOption<String> STS_ENDPOINT = endpoint("sts.endpoint", "AWS STS");
    static final DeclaredOption<String> KEEN_ENDPOINT = endpoint("keen.endpoint", "keen.io");
    static final DeclaredOption<String> DATADOG_ENDPOINT = endpoint("datadog.endpoint", "DataDog");
    static final DeclaredOption<String> GOOGLE_ENDPOINT =
            endpoint("google.endpoint", "Google for access tokens, for keys and for identities");
    static final DeclaredOption<String> PUBSUB_ENDPOINT = endpoint("pubsub.endpoint", "Google Cloud Pub/Sub");
    static final DeclaredOption<String> SQS_ENDPOINT = endpoint("sqs.endpoint", "AWS SQS");
    static final DeclaredOption<String> SNS_ENDPOINT = endpoint("sns.endpoint", "AWS SNS");
    static final DeclaredOption<String> EVENTBRIDGE_ENDPOINT = endpoint("eventbridge.endpoint", "AWS EventBridge");
    static final DeclaredOption<String> EVENT_HUBS_ENDPOINT =
            endpoint("event-hubs.endpoint", "Azure Event Hubs for Kafka");
    static final DeclaredOption<String> GCS_ENDPOINT = endpoint("gcs.endpoint", "Google Cloud Storage");

    static final DeclaredOption<String> AZURE_BLOB_ENDPOINT =
            endpoint("azure-blob.endpoint", "Azure Blob Storage, for all accounts, which are then in the path");
    static final DeclaredOption<String> ENTRA_ENDPOINT =
            endpoint("entra.endpoint", "Microsoft Entra ID for access tokens of customers' applications at Azure");
    static final DeclaredOption<String> IDENTITY_ISSUER = new DeclaredOption<>(
            "identity.issuer",
            "URL",
            null,
            OperatorIdentity.ISSUER,
            "Where customers' clouds at Google and Azure read the public keys of this service. Unset: data streams to"
                    + " those clouds need a key.",
            text -> OperatorIdentity.isIssuer(text) ? text : null);
    static final DeclaredOption<String> IDENTITY_KEY = source(
            "identity.key",
            "The private key of identity.issuer: RSA, as PEM. \"./streamer identity create\" creates one.");

    /** The options, by area. */
    public static final DeclaredOptions ALL = new DeclaredOptions(
            CONFIG,
            new Area(
                    "Running",
                    CONFIG,
                    HOST,
                    PORT,
                    PUBLIC_URL,
                    KEYSTORE,
                    KEYSTORE_PASSWORD,
                    BEHIND_PROXY,
                    REQUEST_TIMEOUT,
                    DOCS_URL),
            new Area(
                    "Topics",
                    STREAMS,
                    STATUS,
                    ATTEMPTS,
                    PORTAL,
                    QUESTIONS,
                    ANSWERS,
                    CREATE_TOPICS,
                    REPLICATION_FACTOR,
                    DELETIONS_KEPT),
            new Area(
                    "Who may do what",
                    JWKS,
                    ISSUER,
                    AUDIENCE,
                    AUTH_ALGORITHMS,
                    ORGANISATION_CLAIM,
                    ROLES_CLAIM,
                    OPERATOR_ROLE,
                    LOGIN_LINKS),
            new Area("Limits", STREAM_LIMIT, REQUEST_LIMIT, CONNECTION_LIMIT, TEST_LIMIT, TEST_TIMEOUT, ATTEMPT_LIMIT),
            new Area(
                    "Notices",
                    NOTICE_EVERY,
                    MAIL_HOST,
                    MAIL_PORT,
                    MAIL_SECURITY,
                    MAIL_USER,
                    MAIL_PASSWORD,
                    MAIL_FROM,
                    MAIL_CA),
            new Area(
                    "As the job has them",
                    KEYSET,
                    ALLOW_PLAIN,
                    EGRESS_ALLOW,
                    EGRESS_PROXY,
                    HISTORY_RETENTION,
                    STS_CREDENTIALS,
                    IDENTITY_ISSUER,
                    IDENTITY_KEY,
                    KINESIS_ENDPOINT,
                    S3_ENDPOINT,
                    S3_PLAIN_BODIES,
                    STS_ENDPOINT,
                    KEEN_ENDPOINT,
                    DATADOG_ENDPOINT,
                    GOOGLE_ENDPOINT,
                    PUBSUB_ENDPOINT,
                    SQS_ENDPOINT,
                    SNS_ENDPOINT,
                    EVENTBRIDGE_ENDPOINT,
                    EVENT_HUBS_ENDPOINT,
                    GCS_ENDPOINT,
                    AZURE_BLOB_ENDPOINT,
                    ENTRA_ENDPOINT));

    private PortalOptions() {}

    private static DeclaredOption<String> topic(String key, @Nullable String byDefault, String description) {
        return new DeclaredOption<>(key, "kafka:TOPIC", byDefault, "kafka:TOPIC", description, text -> {
            Matcher matcher = TOPIC.matcher(text);
            return matcher.matches() ? matcher.group(1) : null;
        });
    }

    private static DeclaredOption<String> endpoint(String key, String of) {
        return DeclaredOption.text(
                key,
                "URL",
                null,
                "an address such as https://host.example.org:8443",
                "Base address of the API of " + of + ". Unset: the public one.");
    }

    private static DeclaredOption<String> source(String key, String description) {
        Function<String, @Nullable String> read = text -> SecretSource.isValid(text) ? text : null;
        return new DeclaredOption<>(
                key, "SOURCE", null, "a source such as file:/etc/secret or env:SECRET", description, read);
    }

    private static DeclaredOption<Boolean> flag(String key, String description) {
        return new DeclaredOption<>(key, "true|false", "false", "true or false", description, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    private static @Nullable URI page(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }

    private static @Nullable URI origin(String text) {
        URI uri = page(text);
        boolean bare = uri != null
                && (uri.getRawPath() == null || uri.getRawPath().isEmpty())
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getUserInfo() == null;
        return bare ? uri : null;
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split("[,;\\s]+", -1))
                .filter(part -> !part.isEmpty())
                .toList();
    }
}
