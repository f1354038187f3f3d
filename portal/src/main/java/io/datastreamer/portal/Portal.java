package io.datastreamer.portal;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.options.BadOptionException;
import io.datastreamer.portal.api.Api;
import io.datastreamer.portal.api.ChangeOperations;
import io.datastreamer.portal.api.Watchers;
import io.datastreamer.portal.auth.ApiKeys;
import io.datastreamer.portal.auth.Sessions;
import io.datastreamer.portal.auth.TokenVerifier;
import io.datastreamer.portal.config.PortalOptions;
import io.datastreamer.portal.config.PortalSettings;
import io.datastreamer.portal.notices.Mailer;
import io.datastreamer.portal.notices.NoticeHook;
import io.datastreamer.portal.notices.NoticeSender;
import io.datastreamer.portal.notices.Notifier;
import io.datastreamer.portal.store.Attempts;
import io.datastreamer.portal.store.HourCounters;
import io.datastreamer.portal.store.JobQuestions;
import io.datastreamer.portal.store.KafkaClients;
import io.datastreamer.portal.store.OneOfMany;
import io.datastreamer.portal.store.PortalTopics;
import io.datastreamer.portal.store.Statuses;
import io.datastreamer.portal.store.StreamStore;
import io.datastreamer.portal.store.UnavailableException;
import io.datastreamer.portal.web.Access;
import io.datastreamer.portal.web.Metrics;
import io.datastreamer.portal.web.WebServer;
import io.javalin.util.JavalinException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The portal: creates and connects its parts, and starts and stops them. */
public final class Portal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Portal.class);
    private static final int BAD_OPTION = 2;
    private static final long FIRST_BURIAL_MINUTES = 1;
    private static final long BURIAL_MINUTES = 60;
    /** Extra time for a client that, unlike the others, does not keep its own deadline. */
    private static final Duration HOOK_GRACE = Duration.ofSeconds(5);

    private final PortalSettings settings;
    private final HttpTransport transport;
    private final StreamStore store;
    private final Statuses statuses;
    private final Attempts attempts;
    private final @Nullable JobQuestions questions;
    private final Watchers watchers;
    private final Sessions sessions;
    private final WebServer server;
    private final Notifier notifier;
    private final ScheduledExecutorService burials =
            Executors.newSingleThreadScheduledExecutor(work -> daemon("bury-deletions", work));

    private @Nullable Future<?> burial;

    /**
     * Connects the portal's parts; {@link #start} opens it.
     *
     * @throws IllegalArgumentException when keys cannot be read, or an address range or proxy is invalid; the message
     *     names the option
     */
    public Portal(PortalSettings settings, Clock clock) {
        this.settings = settings;
        KafkaClients clients = new KafkaClients(settings.topics().kafka());
        this.transport = new HttpTransport(settings.http());
        this.sessions = new Sessions(clock);
        TokenVerifier tokens = settings.tokens() == null ? null : new TokenVerifier(settings.tokens());
        this.watchers = new Watchers(id -> this.store().find(id));
        this.store = new StreamStore(
                clients, settings.topics().streams(), settings.topics().portal(), clock, watchers::changed);
        HourCounters counters = new HourCounters();
        this.statuses = new Statuses(clients, settings.topics().status(), counters, watchers::changed);
        this.attempts = new Attempts(
                clients, settings.topics().attempts(), settings.limits().attempts(), counters, watchers::attempted);
        String questionsTopic = settings.topics().questions();
        String answersTopic = settings.topics().answers();
        this.questions = questionsTopic == null || answersTopic == null
                ? null
                : new JobQuestions(clients, questionsTopic, answersTopic, clock);
        ApiKeys keys = new ApiKeys(store::key, clock);
        Access access = new Access(
                tokens,
                keys,
                sessions,
                clock,
                settings.limits().requestsPerMinute(),
                settings.server().behindProxy(),
                WebServer.isHttps(settings.server()),
                settings.server().publicUrl());
        Integrations integrations = Integrations.standard(transport, settings.operator());
        NoticeSender notices = new NoticeSender(
                store,
                settings.mail() == null ? null : new Mailer(settings.mail()),
                new NoticeHook(integrations, settings.limits().testTimeout().plus(HOOK_GRACE)),
                this::url,
                clock);
        OneOfMany one = new OneOfMany(clients, settings.topics().portal());
        this.notifier = new Notifier(one, store, statuses, notices, clock, settings.noticesEvery());
        Metrics metrics = new Metrics()
                .counter("notices_sent_total", "Notices that were taken, each address counted.", notices::sent)
                .counter("notices_failed_total", "Notices that were given up, each address counted.", notices::failed)
                .gauge("notices_pending", "Notices to be sent, the same at each portal.", notices::pending)
                .gauge("notices_sender", "Whether this portal sends notices.", () -> one.isChosen() ? 1 : 0)
                .gauge("streams", "Data streams.", () -> store.all().size())
                .gauge("watchers", "Connections that watch changes.", watchers::count)
                .gauge("attempts", "Delivery attempts that can be looked up.", attempts::size)
                .gauge("caught_up", "Whether the topics are read.", () -> store.isCaughtUp() ? 1 : 0);
        this.server = new WebServer(
                settings.server(),
                access,
                metrics,
                Api.routes(
                        settings,
                        store,
                        statuses,
                        attempts,
                        counters,
                        watchers,
                        questions,
                        transport,
                        integrations,
                        access,
                        keys,
                        metrics,
                        notices,
                        clock),
                ChangeOperations.MOST,
                settings.limits().testTimeout());
    }

    private StreamStore store() {
        return store;
    }

    /**
     * Checks the topics, starts to read them, and opens the port.
     *
     * @throws PortalTopics.TopicsException when the broker does not answer or topics are missing; the message says what
     *     to do
     * @throws JavalinException when the port cannot be opened
     */
    public void start() throws PortalTopics.TopicsException {
        PortalSettings.Topics topics = settings.topics();
        PortalTopics.prepare(
                new KafkaClients(topics.kafka()),
                topics.streams(),
                topics.status(),
                topics.attempts(),
                topics.portal(),
                topics.passing(),
                topics.create(),
                topics.replicationFactor());
        store.start();
        statuses.start();
        attempts.start();
        if (questions != null) {
            questions.start();
        }
        openPort();
        notifier.start();
        burial = burials.scheduleWithFixedDelay(this::bury, FIRST_BURIAL_MINUTES, BURIAL_MINUTES, TimeUnit.MINUTES);
    }

    /** Opens the port, the last step of the start: until the topics are read, most operations are answered with 503. */
    void openPort() {
        server.start();
    }

    /** The URL for browsers. */
    public String url() {
        return server.url();
    }

    /** Creates the requested login links, each for one login: a line of text for each. */
    public List<String> loginLinks() {
        List<String> links = new ArrayList<>();
        for (String id : settings.loginLinks()) {
            boolean operator = id.equals(PortalSettings.OPERATOR);
            String code = sessions.newCode(operator ? null : Long.valueOf(id));
            links.add(
                    "log in as " + (operator ? "operator" : "organisation " + id) + ": " + url() + "/#/login/" + code);
        }
        return links;
    }

    private void bury() {
        try {
            store.buryDeletions(settings.topics().deletionsKept());
        } catch (UnavailableException | RuntimeException e) {
            LOG.warn("old deletions stay in the topic for another hour: {}", e.toString());
        }
    }

    @Override
    public void close() {
        Future<?> begun = burial;
        if (begun != null) {
            begun.cancel(true);
        }
        burials.shutdownNow();
        watchers.close();
        server.close();
        notifier.close();
        store.close();
        statuses.close();
        attempts.close();
        if (questions != null) {
            questions.close();
        }
        transport.close();
    }

    /**
     * Runs the portal until it is stopped. Exits with 2 and a message when an option or a topic is invalid.
     *
     * @param args options; {@code --help} lists them
     */
    public static void main(String[] args) throws InterruptedException {
        PrintStream out = new PrintStream(System.out, true, UTF_8);
        if (PortalSettings.asksForHelp(args)) {
            out.print("Usage: ./streamer portal [--KEY VALUE ...]\n\n" + PortalOptions.ALL.help());
            return;
        }
        try {
            Portal portal = new Portal(PortalSettings.parse(args), Clock.systemUTC());
            Runtime.getRuntime().addShutdownHook(new Thread(portal::close, "stop"));
            portal.start();
            out.println("portal: " + portal.url());
            portal.loginLinks().forEach(link -> out.println("portal: " + link));
        } catch (BadOptionException | PortalTopics.TopicsException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            fail("--" + e.getMessage());
        } catch (JavalinException e) {
            fail("--server.host, --server.port: cannot listen there: " + e.getMessage());
        }
        new CountDownLatch(1).await();
    }

    private static void fail(String message) {
        System.err.println("portal: " + message);
        // halt, not exit: a shutdown of a half-started process may not succeed
        Runtime.getRuntime().halt(BAD_OPTION);
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }
}
