package io.datastreamer.connectors.http;

import io.datastreamer.connectors.egress.Egress;
import io.datastreamer.connectors.egress.EgressPolicy;
import io.datastreamer.connectors.egress.NameService;
import io.datastreamer.connectors.egress.TlsContext;
import io.datastreamer.connectors.threads.DaemonThreads;
import io.datastreamer.connectors.tls.TlsSettings;
import io.datastreamer.contract.StreamConfiguration;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The threads, connections and rules of all requests to customers' servers. Immutable; created once for a process and
 * closed at its end.
 *
 * <p>HTTP/1.1 only (HTTP/2 connections are shared between hosts with the same certificate). TLS certificates are
 * verified, redirects are not followed, and no request is repeated without the caller's knowledge, except in one case:
 * {@link HttpChannel}.
 */
public final class HttpTransport implements AutoCloseable {
    private static final int MOST_KEPT_BY_A_CHANNEL = 64;

    /**
     * So that data streams with a request every few seconds do not dial for each. Servers that close before (some after
     * 5 s) cost a failed write: {@link HttpChannel} then dials.
     */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    private final HttpSettings settings;
    private final Egress egress;
    private final OkHttpClient client;
    private final HttpThreads threads;
    private final KeptConnections kept;
    private final IdleConnections idle = new IdleConnections(MOST_KEPT_BY_A_CHANNEL, KEEP_ALIVE);
    private final BodyRoom room = new BodyRoom(System::nanoTime);

    /**
     * Creates a transport that uses the machine's name service and the JDK's certificate authorities.
     *
     * @throws IllegalArgumentException when {@code egressAllow} or {@code proxy} is invalid; the message names the
     *     option
     */
    public HttpTransport(HttpSettings settings) {
        this(settings, NameService.ofTheMachine(), null);
    }

    /**
     * Creates a transport.
     *
     * @param settings the operator's settings
     * @param names resolves names to addresses
     * @param trust decides which certificates are accepted; null for the JDK's certificate authorities
     * @throws IllegalArgumentException when {@code egressAllow} or {@code proxy} is invalid; the message names the
     *     option
     */
    public HttpTransport(HttpSettings settings, NameService names, @Nullable X509TrustManager trust) {
        this(settings, names, trust, DaemonThreads.named("http"));
    }

    /** The same with other threads. */
    HttpTransport(
            HttpSettings settings, NameService names, @Nullable X509TrustManager trust, ThreadFactory threadFactory) {
        this.settings = settings;
        this.threads = new HttpThreads(settings.maxRequests(), threadFactory);
        EgressPolicy policy = EgressPolicy.allowing(settings.egressAllow());
        this.egress = new Egress(policy, names, settings.lookupTimeout(), settings.proxy());
        this.kept = new KeptConnections(egress, settings.maxConnections());
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .protocols(List.of(Protocol.HTTP_1_1))
                .retryOnConnectionFailure(false)
                // a race takes a thread for each address: only channels to hosts with several addresses race
                .fastFallback(false)
                .callTimeout(settings.callTimeout())
                .connectTimeout(settings.connectTimeout())
                // the deadline of the whole call covers reading and writing
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .addInterceptor(this::keepOrClose);
        egress.applyTo(builder);
        if (trust != null) {
            builder.sslSocketFactory(TlsContext.trusting(trust).context().getSocketFactory(), trust);
        }
        this.client = builder.build();
    }

    /**
     * Opens a channel for the requests of one client. It has its own connections: no two customers share one, and
     * finding one takes the same time however many streams there are (with one pool for all, every request goes through
     * all connections).
     *
     * @param answers what the bodies of its receiver's answers are used for
     */
    public HttpChannel open(AnswerBody answers) {
        return channel(answers, null, null);
    }

    /**
     * Opens a channel for a data stream: if the operator wants it, outcomes record what went over the wire.
     *
     * @param stream the data stream, with its settings in clear: their secrets are masked
     */
    public HttpChannel open(AnswerBody answers, StreamConfiguration stream) {
        return channel(answers, notes(stream), null);
    }

    /**
     * Opens a channel with the customer's TLS settings.
     *
     * @param host the receiver's host
     * @param tls the customer's settings; null for the defaults
     */
    public HttpChannel open(AnswerBody answers, StreamConfiguration stream, String host, @Nullable TlsSettings tls) {
        X509TrustManager usual = Objects.requireNonNull(client.x509TrustManager(), "a client has one");
        return channel(answers, notes(stream), tls == null ? null : new ChannelTls(tls, host, usual));
    }

    /**
     * The customer's TLS, for a protocol other than HTTP.
     *
     * @param tls the customer's settings; null for the defaults
     */
    public TlsContext tls(@Nullable TlsSettings tls) {
        X509TrustManager usual = Objects.requireNonNull(client.x509TrustManager(), "a client has one");
        return tls == null ? TlsContext.trusting(usual) : new ChannelTls(tls, "", usual).there();
    }

    private @Nullable ExchangeNotes notes(StreamConfiguration stream) {
        return settings.notesExchanges() ? new ExchangeNotes(stream, settings.bodies(), room) : null;
    }

    private HttpChannel channel(AnswerBody answers, @Nullable ExchangeNotes notes, @Nullable ChannelTls tls) {
        OkHttpClient.Builder builder = client.newBuilder().connectionPool(idle.pool());
        if (tls != null) {
            tls.applyTo(builder);
        }
        return new HttpChannel(
                builder.build(),
                tls,
                egress,
                threads,
                answers,
                notes,
                answers.longest(settings.maxResponseBytes()),
                kept);
    }

    /**
     * Why requests to a host would be refused now, for people to read; null when they would not be, or when its name is
     * unknown. Blocks as long as a lookup may take.
     */
    public @Nullable String refusal(String host) {
        return egress.refusal(host);
    }

    /** How many connections are open or being dialled. */
    int openConnections() {
        return egress.openConnections();
    }

    // if all that are open are in use, this one is not kept either
    private Response keepOrClose(Interceptor.Chain chain) throws IOException {
        kept.makeRoom();
        Request request = chain.request();
        return chain.proceed(
                kept.areTooMany()
                        ? request.newBuilder().header("Connection", "close").build()
                        : request);
    }

    /**
     * Cancels what is running, each with its result, and releases the threads. Idle connections are closed with their
     * channels, or within seconds.
     */
    @Override
    public void close() {
        threads.close();
        egress.close();
    }
}
