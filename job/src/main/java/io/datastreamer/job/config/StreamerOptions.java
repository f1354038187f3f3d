package io.datastreamer.job.config;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import static org.apache.flink.configuration.ConfigOptions.key;

/** Every option of the job, each declared once, in the order in which help and documentation show them. */
public final class StreamerOptions {
    private static final Pattern SOURCE = Pattern.compile("file:.+|env:[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern CIDR = Pattern.compile("[0-9A-Fa-f:.]+(/[0-9]{1,3})?");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,8}(-[a-z]{2,16}){1,3}-[0-9]{1,2}");
    private static final Pattern ROLE =
            Pattern.compile("arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/[A-Za-z0-9_+=,.@/-]{1,512}");
    private static final Pattern CONSUMER = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final Pattern PROXY = Pattern.compile("(http://)?[^/:@\\s]+:[0-9]{1,5}/?");
    /** Number of key groups of the job: parallelism can never exceed it. */
    public static final int MAX_PARALLELISM = 2048;

    // ends

    public static final Option<String> NETWORK_RECORDS = end("network-records", false, "Raw network records, in.");
    public static final Option<String> BILLING_RECORDS = end(
            "billing-records",
            false,
            "Raw billing records, in. At least one of network-records and billing-records is required.");
    public static final Option<String> SIMS = end("sims", true, "The SIM registry, in.");
    public static final Option<String> CATALOG =
            end("catalog", true, "Operators, countries, organisations, currencies, tariffs and traffic types, in.");
    public static final Option<String> STREAMS = end("streams", true, "The customers' data streams, in.");
    public static final Option<String> QUESTIONS =
            end("questions", false, "Portals' questions about documents, in: to fetch and find them. Needs answers.");
    public static final Option<String> STATUS =
            end("status", false, "Status of each data stream, out. Unset: no status is written.");
    public static final Option<String> ATTEMPTS =
            end("attempts", false, "Delivery attempts, out. Unset: none is written.");
    public static final Option<String> REJECTED = end(
            "rejected",
            false,
            "Rejected records and documents, out, each with the reason and its bytes. Unset: they are only counted.");

    public static final Option<String> ANSWERS = end("answers", false, "Answers to questions, out. Needs questions.");

    // running

    public static final Option<String> CONFIG =
            text("config", "FILE", "a YAML file", "A YAML file with options. The command line takes precedence.");
    public static final Option<String> STATE_DIR = text(
            "state-dir",
            "DIR",
            "a directory",
            "Where checkpoints are kept; the next start continues from the newest one. Unset: each start begins anew. A"
                    + " start also begins anew after a run that has read all of its input and ended by itself.");
    public static final Option<Integer> PARALLELISM = new Option<>(
            key("parallelism")
                    .intType()
                    .noDefaultValue()
                    .withDescription("Parallel subtasks of each operator. Unset: one for each processor of the machine;"
                            + " on a cluster, the cluster's default."),
            "NUMBER",
            "a whole number from 1 to " + MAX_PARALLELISM,
            n -> n >= 1 && n <= MAX_PARALLELISM,
            false);
    public static final Option<Duration> CHECKPOINT_INTERVAL = duration(
            "checkpoint-interval",
            Duration.ofSeconds(5),
            "How often a checkpoint is taken; lines in output files also become visible only at checkpoints.");
    public static final Option<StateBackendKind> STATE_BACKEND = new Option<>(
            key("state-backend")
                    .enumType(StateBackendKind.class)
                    .defaultValue(StateBackendKind.HEAP)
                    .withDescription("Where state is kept: on the heap, or in RocksDB on local disk if it is larger."),
            "heap|rocksdb",
            "heap or rocksdb",
            kind -> true,
            false);
    public static final Option<Integer> WEB_PORT = new Option<>(
            key("web-port")
                    .intType()
                    .noDefaultValue()
                    .withDescription(
                            "Port of Flink's web pages on 127.0.0.1, for a run without a cluster. Unset: none."),
            "PORT",
            "a port from 0 (any free one) to 65535",
            StreamerOptions::isPort,
            false);
    public static final Option<Integer> METRICS_PORT = new Option<>(
            key("metrics-port")
                    .intType()
                    .noDefaultValue()
                    .withDescription(
                            "Port of the metrics for Prometheus, for a run without a cluster. It is open on all of the"
                                    + " machine's addresses. Unset: none."),
            "PORT",
            "a port from 1 to 65535",
            port -> port >= 1 && isPort(port),
            false);

    public static final Option<Duration> START_TIMEOUT = duration(
            "start-timeout",
            Duration.ofSeconds(15),
            "How long Kafka's brokers and AWS Kinesis may take to answer when the job checks at the start that its ends"
                    + " exist. If one does not answer, the job asks a second time.");

    // ingest, enrich, history

    public static final Option<MemorySize> MAX_RECORD_BYTES = size(
            "ingest.max-record-bytes",
            MemorySize.ofMebiBytes(1),
            "The longest record of a file; a longer one is rejected, and only its start is kept.");
    public static final Option<List<String>> UNFINISHED_NAMES = new Option<>(
            key("ingest.unfinished-names")
                    .stringType()
                    .asList()
                    .defaultValues(".part", ".tmp", "~", ".filepart", ".crdownload")
                    .withDescription("Ends of names of unfinished files, which are skipped in directories until their"
                            + " writers rename them. Case does not matter. Hidden files, whose names begin with a dot"
                            + " or an underscore, are always skipped."),
            "END[,END…]",
            "ends of names such as .part,.tmp",
            ends -> true,
            false);
    public static final Option<Duration> SESSION_IDLE = duration(
            "mediate.session-idle",
            Duration.ofDays(7),
            "A session without a record for this long counts as ended. Must be longer than the element's interim"
                    + " interval, or, if it has none, than sessions last.");
    public static final Option<Duration> CLOSED_KEPT = duration(
            "mediate.closed-kept",
            Duration.ofDays(31),
            "How long an ended session is remembered, for late and repeated records.");
    public static final Option<Duration> GAP_WAIT = duration(
            "mediate.gap-wait",
            Duration.ofHours(1),
            "How late a number in an element's sequence of records or files may come before it counts as missing.");
    public static final Option<Integer> MAX_SESSIONS = count(
            "mediate.max-sessions",
            1_000_000,
            "Most open sessions of one network element, and most sessions that end in a day; records of further"
                    + " sessions are rejected.");
    public static final Option<UpdateEvents> UPDATE_EVENTS = new Option<>(
            key("mediate.update-events")
                    .enumType(UpdateEvents.class)
                    .defaultValue(UpdateEvents.CHANGES)
                    .withDescription("Which interim records of a session become events: those with a change of radio"
                            + " access, place, address or node, or all."),
            "changes|all",
            "changes or all",
            events -> true,
            false);
    // kinesis: ends

    public static final Option<String> KINESIS_REGION = matching(
            "kinesis.region",
            "REGION",
            "a region of AWS such as eu-central-1",
            REGION,
            "The region of the streams of kinesis: ends. Required if there is such an end.");
    public static final Option<String> KINESIS_ACCESS_KEY_ID = text(
            "kinesis.access-key-id",
            "ID",
            "the id of an access key",
            "The access key for kinesis: ends. Unset: what the AWS SDK finds by itself, in this order: environment"
                    + " variables, web identity (a service account of Kubernetes), the profile, the container's role, the"
                    + " instance's role.");
    public static final Option<String> KINESIS_SECRET_ACCESS_KEY = text(
            "kinesis.secret-access-key",
            "SECRET|SOURCE",
            "a secret, file:PATH or env:NAME",
            "The secret of kinesis.access-key-id. Preferably file:PATH or env:NAME, a file or environment variable of"
                    + " every process of the job, so that it is not in command lines and in the job's graph.");
    public static final Option<String> KINESIS_ROLE_ARN = matching(
            "kinesis.role-arn",
            "ARN",
            "a role such as arn:aws:iam::123456789012:role/streams",
            ROLE,
            "A role to assume with these credentials, for streams of another account.");
    public static final Option<Duration> KINESIS_DISCOVERY_INTERVAL = duration(
            "kinesis.discovery-interval",
            Duration.ofSeconds(10),
            "How often to look for new shards of kinesis: inputs.");
    public static final Option<KinesisReaderKind> KINESIS_READER = new Option<>(
            key("kinesis.reader")
                    .enumType(KinesisReaderKind.class)
                    .defaultValue(KinesisReaderKind.POLLING)
                    .withDescription("How kinesis: inputs are read: by polling each shard four times a second, or with"
                            + " enhanced fan-out, which has its own 2 MB a second of each shard and costs money."),
            "polling|fan-out",
            "polling or fan-out",
            kind -> true,
            false);
    public static final Option<String> KINESIS_CONSUMER = new Option<>(
            key("kinesis.consumer")
                    .stringType()
                    .defaultValue("data-streamer")
                    .withDescription("The name under which the job registers with enhanced fan-out. Two jobs that read"
                            + " the same stream need two names."),
            "NAME",
            "a name of 1 to 128 letters, digits, dots, dashes and underscores",
            name -> CONSUMER.matcher(name).matches(),
            false);

    public static final Option<Duration> ENRICH_WAIT = duration(
            "enrich.wait",
            Duration.ofMinutes(10),
            "How long a record waits for its SIM or operator to be known before it is rejected.");
    public static final Option<Duration> DEDUPE_WINDOW = duration(
            "enrich.dedupe-window",
            Duration.ofHours(1),
            "A raw record that was seen before within this time is dropped.");
    public static final Option<Integer> DEDUPE_CAP = count(
            "enrich.dedupe-cap",
            256,
            "Most records remembered for each IMSI; one that repeats after more than this many others is accepted.");
    public static final Option<Duration> DELETED_SIM_KEPT = duration(
            "enrich.deleted-sim-kept", Duration.ofDays(31), "How long a deleted SIM still serves late records.");
    public static final Option<Integer> WAITING_CAP =
            count("enrich.waiting-cap", 100_000, "Most waiting records of one IMSI; further ones are rejected.");
    public static final Option<Integer> SIM_CACHE =
            count("enrich.sim-cache", 100_000, "SIMs that each subtask caches in front of RocksDB.");
    public static final Option<Duration> HISTORY_RETENTION = duration(
            "history.retention", Duration.ofDays(20), "How long documents are kept, for historic data and for lag.");

    // deliver

    public static final Option<Duration> DRAIN_TIMEOUT = duration(
            "deliver.drain-timeout",
            Duration.ofSeconds(60),
            "How long undelivered documents are still tried after all input has ended.");
    public static final Option<Duration> REQUEST_TIMEOUT = duration(
            "deliver.request-timeout", Duration.ofSeconds(30), "Deadline of one request, including its answer's body.");
    public static final Option<Integer> MAX_REQUESTS =
            count("deliver.max-requests", 256, "Most requests of a subtask in flight at once.");
    public static final Option<Integer> REQUESTS_PER_SECOND = count(
            "deliver.requests-per-second",
            1_000,
            "Highest rate at which a subtask starts requests that are not full; lower if documents come faster than"
                    + " this. Beyond it requests leave one after the other, and gather documents while they wait, up to"
                    + " a second. Full batches never wait.");
    public static final Option<MemorySize> MAX_BYTES = size(
            "deliver.max-bytes", MemorySize.ofMebiBytes(64), "Most bytes of a subtask's requests in flight at once.");
    public static final Option<Duration> BACKOFF_INITIAL = duration(
            "deliver.backoff-initial", Duration.ofSeconds(1), "Wait after a first failure; doubles each time.");
    public static final Option<Duration> BACKOFF_MAX =
            duration("deliver.backoff-max", Duration.ofMinutes(5), "Longest wait between two attempts.");
    public static final Option<Integer> BISECT_AFTER = count(
            "deliver.bisect-after",
            10,
            "After more than this many server errors (5xx) in a row, a batch is searched for a document that the"
                    + " receiver cannot accept. Answers about the content (400, 422) start the search at once.");
    public static final Option<Duration> STATUS_INTERVAL = duration(
            "deliver.status-interval",
            Duration.ofSeconds(1),
            "How often the counters in a data stream's status are sent; a change of its state is sent at once.");
    public static final Option<Duration> EXPIRY_NOTICE = duration(
            "deliver.expiry-notice",
            Duration.ofDays(2),
            "If the oldest waiting document leaves the history within this time, the status says in how many seconds"
                    + " (expires_in_seconds).");
    public static final Option<Duration> START_SLACK = duration(
            "deliver.start-slack",
            Duration.ofSeconds(30),
            "A data stream that starts at a time starts this much earlier: early is safe, but late loses documents.");

    // journal

    public static final Option<MemorySize> SEGMENT_BYTES =
            size("journal.segment-bytes", new MemorySize(128 << 10), "Size of a journal's segment before compression.");
    public static final Option<MemorySize> FRAME_BYTES = size(
            "journal.frame-bytes",
            new MemorySize(32 << 10),
            "Size of a frame, a part of a segment that is compressed by itself.");
    public static final Option<MemorySize> JOURNAL_CACHE_BYTES = size(
            "journal.cache-bytes",
            MemorySize.ofMebiBytes(8),
            "Memory of each subtask for parts of segments that were read and decompressed.");
    public static final Option<MemorySize> JOURNAL_TAIL_BYTES = size(
            "journal.tail-bytes",
            MemorySize.ofMebiBytes(64),
            "Memory of each subtask for open segments; the least recently used ones are written to state first.");
    public static final Option<Duration> SEGMENT_AGE = duration(
            "journal.segment-age",
            Duration.ofHours(24),
            "The longest time that a segment spans: documents older than the history are removed in whole segments.");

    // egress

    public static final Option<List<String>> EGRESS_ALLOW = new Option<>(
            key("egress.allow")
                    .stringType()
                    .asList()
                    .defaultValues()
                    .withDescription("Address ranges that may be dialled although they are private, loopback or"
                            + " otherwise refused."),
            "CIDR[,CIDR…]",
            "address ranges such as 10.1.0.0/16,127.0.0.0/8",
            ranges -> ranges.stream().allMatch(range -> CIDR.matcher(range).matches()),
            false);
    public static final Option<String> EGRESS_PROXY = new Option<>(
            key("egress.proxy")
                    .stringType()
                    .noDefaultValue()
                    .withDescription("HTTP proxy for all requests to customers. Unset: none."),
            "HOST:PORT",
            "a proxy's address such as proxy.example.org:3128",
            proxy -> PROXY.matcher(proxy).matches(),
            false);

    // integrations

    public static final Option<String> KINESIS_ENDPOINT =
            endpoint("kinesis.endpoint", "AWS Kinesis, for all regions, of data streams and of kinesis: ends");
    public static final Option<String> S3_ENDPOINT =
            endpoint("s3.endpoint", "AWS S3, for all regions; bucket names are then in the path");
    public static final Option<Boolean> S3_PLAIN_BODIES = new Option<>(
            key("s3.plain-bodies")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether bodies go to S3 covered by the request's signature, without a checksum after them"
                                    + " (aws-chunked): for stores that refuse that."),
            "true|false",
            "true or false",
            plain -> true,
            false);
    public static final Option<String> STS_ENDPOINT = endpoint("sts.endpoint", "AWS STS, for all regions");
    public static final Option<String> KEEN_ENDPOINT = endpoint("keen.endpoint", "keen.io");
    public static final Option<String> DATADOG_ENDPOINT = endpoint("datadog.endpoint", "DataDog, for all sites");
    public static final Option<String> GOOGLE_ENDPOINT =
            endpoint("google.endpoint", "Google for access tokens, for keys and for identities");
    public static final Option<String> PUBSUB_ENDPOINT =
            endpoint("pubsub.endpoint", "Google Cloud Pub/Sub, for all regions");
    public static final Option<String> SQS_ENDPOINT = endpoint("sqs.endpoint", "AWS SQS, for all regions");
    public static final Option<String> SNS_ENDPOINT = endpoint("sns.endpoint", "AWS SNS, for all regions");
    public static final Option<String> EVENTBRIDGE_ENDPOINT =
            endpoint("eventbridge.endpoint", "AWS EventBridge, for all regions");
    public static final Option<String> EVENT_HUBS_ENDPOINT = endpoint(
            "event-hubs.endpoint", "Azure Event Hubs for Kafka, for all namespaces; without TLS if it is an http one");
    public static final Option<String> GCS_ENDPOINT = endpoint("gcs.endpoint", "Google Cloud Storage, for all regions");
    public static final Option<String> AZURE_BLOB_ENDPOINT =
            endpoint("azure-blob.endpoint", "Azure Blob Storage, for all accounts, which are then in the path");
    public static final Option<String> ENTRA_ENDPOINT =
            endpoint("entra.endpoint", "Microsoft Entra ID for access tokens of customers' applications at Azure");
    public static final Option<String> IDENTITY_ISSUER = matching(
            "identity.issuer",
            "URL",
            "an https address such as https://identity.example.org, without a / at its end",
            Pattern.compile("https://[^/?#@\\s]+(/[^?#\\s]*[^/?#\\s])?"),
            "Where customers' clouds at Google and Azure read the public keys of this service, which \"./streamer"
                    + " identity publish\" writes. With it, data streams to those clouds need no key.");
    public static final Option<String> IDENTITY_KEY = source(
            "identity.key",
            "The private key of identity.issuer: RSA, as PEM, in a file or an environment variable of every process of"
                    + " the job. \"./streamer identity create\" creates one.");
    public static final Option<String> STS_CREDENTIALS = source(
            "sts.credentials",
            "The operator's access key for assuming customers' roles at AWS: ACCESS_KEY_ID:SECRET_ACCESS_KEY in a file or"
                    + " an environment variable of every process of the job. Unset: data streams cannot name roles.");
    public static final Option<String> SECRETS_KEYSET = source(
            "secrets.keyset",
            "The keyset that decrypts the secrets of data streams: a file or an environment variable of every process of"
                    + " the job. \"./streamer keyset create\" creates one.");
    public static final Option<Boolean> SECRETS_ALLOW_PLAIN = new Option<>(
            key("secrets.allow-plain")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription("Whether secrets of data streams may be unencrypted: for a first try only."),
            "true|false",
            "true or false",
            allow -> true,
            false);

    public static final Option<Boolean> ATTEMPTS_BODIES = new Option<>(
            key("attempts.bodies")
                    .booleanType()
                    .defaultValue(false)
                    .withDescription(
                            "Whether attempts hold, encrypted with secrets.keyset, the first 64 KiB of a request's body"
                                    + " and the first 4 KiB of its answer: for failures, and for one delivery a minute"
                                    + " and data stream. The portal shows them to the customer. They contain the"
                                    + " documents' data."),
            "true|false",
            "true or false",
            bodies -> true,
            false);

    /** The options, by area. */
    public static final List<Area> AREAS = List.of(
            new Area(
                    "Ends",
                    NETWORK_RECORDS,
                    BILLING_RECORDS,
                    SIMS,
                    CATALOG,
                    STREAMS,
                    QUESTIONS,
                    STATUS,
                    ATTEMPTS,
                    REJECTED,
                    ANSWERS),
            new Area(
                    "Running",
                    CONFIG,
                    STATE_DIR,
                    PARALLELISM,
                    CHECKPOINT_INTERVAL,
                    STATE_BACKEND,
                    WEB_PORT,
                    METRICS_PORT,
                    START_TIMEOUT),
            new Area("Ingest", MAX_RECORD_BYTES, UNFINISHED_NAMES),
            new Area("Sources by name", SourceOptions.ALL),
            new Area("Mediation", SESSION_IDLE, CLOSED_KEPT, MAX_SESSIONS, UPDATE_EVENTS, GAP_WAIT),
            new Area(
                    "Kinesis",
                    KINESIS_REGION,
                    KINESIS_ACCESS_KEY_ID,
                    KINESIS_SECRET_ACCESS_KEY,
                    KINESIS_ROLE_ARN,
                    KINESIS_DISCOVERY_INTERVAL,
                    KINESIS_READER,
                    KINESIS_CONSUMER),
            new Area("Enrichment", ENRICH_WAIT, DEDUPE_WINDOW, DEDUPE_CAP, WAITING_CAP, SIM_CACHE, DELETED_SIM_KEPT),
            new Area(
                    "Delivery",
                    HISTORY_RETENTION,
                    DRAIN_TIMEOUT,
                    REQUEST_TIMEOUT,
                    MAX_REQUESTS,
                    REQUESTS_PER_SECOND,
                    MAX_BYTES,
                    BACKOFF_INITIAL,
                    BACKOFF_MAX,
                    BISECT_AFTER,
                    STATUS_INTERVAL,
                    EXPIRY_NOTICE,
                    START_SLACK,
                    ATTEMPTS_BODIES),
            new Area("Journal", SEGMENT_BYTES, FRAME_BYTES, JOURNAL_CACHE_BYTES, JOURNAL_TAIL_BYTES, SEGMENT_AGE),
            new Area("Egress", EGRESS_ALLOW, EGRESS_PROXY),
            new Area("Secrets", SECRETS_KEYSET, SECRETS_ALLOW_PLAIN),
            new Area(
                    "Integrations",
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

    /** Families of options whose names others define: what follows the prefix is passed on as it is. */
    public static final List<Family> FAMILIES = List.of(
            new Family(
                    "kafka.",
                    "kafka.bootstrap-servers",
                    "Any property of Kafka's clients, for every kafka: end, such as --kafka.bootstrap-servers HOST:PORT"
                            + " or --kafka.security.protocol SSL. A dash means a dot. The consumer group is"
                            + " --kafka.group.id (default data-streamer)."),
            new Family(
                    "flink.",
                    "flink.taskmanager.memory.managed.size",
                    "Any setting of Flink, such as --flink.taskmanager.memory.managed.size 1g. Overrides the job's own"
                            + " settings."));

    private StreamerOptions() {}

    /** Options that belong together. */
    public record Area(String title, List<Option<?>> options) {
        Area(String title, Option<?>... options) {
            this(title, List.of(options));
        }
    }

    /**
     * A family of options.
     *
     * @param prefix what their names start with
     * @param example one of them
     * @param description what they are for
     */
    public record Family(String prefix, String example, String description) {}

    private static Option<String> end(String key, boolean required, String description) {
        ConfigOption<String> option = key(key).stringType().noDefaultValue().withDescription(description);
        return new Option<>(
                option, "URI", "file:PATH, kafka:TOPIC or kinesis:STREAM", StreamerOptions::isNotBlank, required);
    }

    private static Option<String> text(String key, String value, String expects, String description) {
        ConfigOption<String> option = key(key).stringType().noDefaultValue().withDescription(description);
        return new Option<>(option, value, expects, StreamerOptions::isNotBlank, false);
    }

    private static Option<String> matching(
            String key, String value, String expects, Pattern pattern, String description) {
        ConfigOption<String> option = key(key).stringType().noDefaultValue().withDescription(description);
        return new Option<>(
                option, value, expects, text -> pattern.matcher(text).matches(), false);
    }

    private static Option<String> endpoint(String key, String of) {
        return text(
                key,
                "URL",
                "an address such as https://host.example.org:8443",
                "Base address of the API of " + of + ". Unset: the public one.");
    }

    private static Option<String> source(String key, String description) {
        ConfigOption<String> option = key(key).stringType().noDefaultValue().withDescription(description);
        return new Option<>(
                option,
                "SOURCE",
                "a source such as file:/etc/keyset.json or env:KEYSET",
                source -> SOURCE.matcher(source).matches(),
                false);
    }

    private static Option<Duration> duration(String key, Duration byDefault, String description) {
        ConfigOption<Duration> option =
                key(key).durationType().defaultValue(byDefault).withDescription(description);
        Predicate<Duration> positive = value -> value.toMillis() > 0;
        return new Option<>(
                option, "DURATION", "a time above zero such as 500 ms, 30 s, 10 min, 1 h, 20 d", positive, false);
    }

    private static Option<MemorySize> size(String key, MemorySize byDefault, String description) {
        ConfigOption<MemorySize> option =
                key(key).memoryType().defaultValue(byDefault).withDescription(description);
        Predicate<MemorySize> positive = value -> value.getBytes() > 0 && value.getBytes() <= Integer.MAX_VALUE - 8;
        return new Option<>(
                option, "SIZE", "a size above zero, below 2 GiB, such as 16 KiB or 64 MiB", positive, false);
    }

    private static Option<Integer> count(String key, int byDefault, String description) {
        ConfigOption<Integer> option =
                key(key).intType().defaultValue(byDefault).withDescription(description);
        return new Option<>(option, "NUMBER", "a whole number above zero", n -> n > 0, false);
    }

    private static boolean isNotBlank(String value) {
        return !value.isBlank();
    }

    private static boolean isPort(int port) {
        return port >= 0 && port <= 65_535;
    }
}
