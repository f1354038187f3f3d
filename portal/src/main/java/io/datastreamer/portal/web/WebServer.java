package io.datastreamer.portal.web;

import io.datastreamer.portal.config.PortalSettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.router.Endpoint;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Serves the API and the page over HTTP/1.1: it checks callers, and adds the headers of each answer, problems, and the
 * limits of requests (64 KiB of body, 16 KiB of headers, the time that each may take, silence of 30 s). Requests are
 * read without holding a thread ({@link WholeBodies}); {@link WorkThreads} work on them.
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int LARGEST_BODY = 64 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final long IDLE_MS = 30_000;
    /** These threads accept, select, read and write, and never wait. */
    private static final int THREADS = 12;

    /** A change waits for others and for the broker for 40 s at most. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private static final Duration LATE_SOUGHT_EACH = Duration.ofMillis(500);

    private final PortalSettings.Server settings;
    private final Access access;
    private final Metrics metrics;
    private final List<Route> routes;
    private final StaticFiles files = new StaticFiles();
    private final SecurityHeaders headers;
    private final Connections connections;
    private final Javalin javalin;

    /**
     * Creates a server; {@link #start} opens its port.
     *
     * @param watchers most requests that stay open, each with its own thread
     * @param longest how long an operation works at most, in addition to waiting for the broker
     */
    public WebServer(
            PortalSettings.Server settings,
            Access access,
            Metrics metrics,
            List<Route> routes,
            int watchers,
            Duration longest) {
        this.settings = settings;
        this.access = access;
        this.metrics = metrics;
        this.routes = List.copyOf(routes);
        this.headers = new SecurityHeaders(isHttps(settings));
        this.connections = new Connections(
                // behind a proxy, all requests have the proxy's address
                settings.behindProxy() ? 0 : settings.connectionsPerAddress(),
                settings.requestTimeout(),
                settings.requestTimeout().plus(ANSWER_WITHIN).plus(longest));
        metrics.gauge("connections", "Connections that are open.", connections::count);
        this.javalin = Javalin.create(config -> configure(config, watchers));
    }

    /** Whether browsers use https. */
    public static boolean isHttps(PortalSettings.Server settings) {
        return settings.publicUrl() != null
                ? "https".equals(settings.publicUrl().getScheme())
                : settings.tls() != null;
    }

    /**
     * Opens the port.
     *
     * @throws io.javalin.util.JavalinException when it cannot be opened
     */
    public void start() {
        javalin.start();
    }

    /** The origin for browsers, without a slash at the end. */
    public String url() {
        if (settings.publicUrl() != null) {
            return settings.publicUrl().toString();
        }
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return (settings.tls() == null ? "http://" : "https://") + host + ":" + port();
    }

    /** The port, once it is open. */
    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config, int watchers) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.maxRequestSize = LARGEST_BODY;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(THREADS, 4);
        config.jetty.modifyHttpConfiguration(WebServer::limit);
        config.jetty.modifyServer(server -> {
            server.setErrorHandler(new ProblemPage(headers));
            WorkThreads threads = new WorkThreads(routes, access::address, headers, watchers);
            server.setHandler(new WholeBodies(connections, threads, headers, LARGEST_BODY, settings.requestTimeout()));
        });
        config.jetty.addConnector(this::connector);
        RoutesConfig to = config.routes;
        to.before(this::before);
        to.after(this::after);
        for (Route route : routes) {
            to.addEndpoint(Endpoint.create(route.method(), route.path()).handler(request -> handle(route, request)));
            if (route.method().equals(HandlerType.GET)) {
                // like GET; the server leaves out the body
                to.addEndpoint(
                        Endpoint.create(HandlerType.HEAD, route.path()).handler(request -> handle(route, request)));
            }
        }
        to.get("/*", this::handleOther);
        to.head("/*", this::handleOther);
        to.exception(Problem.class, WebServer::answer);
        to.exception(HttpResponseException.class, this::handleRefusal);
        to.exception(Exception.class, WebServer::handleFailure);
    }

    private void handleRefusal(HttpResponseException e, Context request) {
        if (e.getStatus() == 405) {
            Set<String> allowed = methodsAt(request.path());
            if (allowed.isEmpty() && !files.has(request.path())) {
                answer(Problem.of(404, "There is nothing here."), request);
                return;
            }
            if (allowed.isEmpty() || allowed.contains("GET")) {
                allowed.addAll(List.of("GET", "HEAD"));
            }
            request.header("Allow", String.join(", ", allowed));
        }
        answer(Problem.of(e.getStatus(), detail(e)), request);
    }

    private SortedSet<String> methodsAt(String path) {
        SortedSet<String> methods = new TreeSet<>();
        for (Route route : routes) {
            if (route.isAt(path)) {
                methods.add(route.method().name());
            }
        }
        return methods;
    }

    private static void handleFailure(Exception e, Context request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EofException || cause instanceof ClosedChannelException) {
                LOG.debug("{} {}: broken off by the caller", request.method(), request.path());
                return;
            }
        }
        LOG.error("{} {} failed", request.method(), request.path(), e);
        answer(Problem.of(500, "Something went wrong here; the log of the portal says what."), request);
    }

    private static void limit(HttpConfiguration http) {
        http.setUriCompliance(UriCompliance.DEFAULT);
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setIdleTimeout(IDLE_MS);
    }

    private ServerConnector connector(Server server, HttpConfiguration http) {
        PortalSettings.Tls tls = settings.tls();
        ServerConnector connector;
        if (tls == null) {
            connector = new ServerConnector(server, new HttpConnectionFactory(http));
        } else {
            SslContextFactory.Server context = new SslContextFactory.Server();
            context.setKeyStorePath(tls.keystore().toString());
            context.setKeyStorePassword(tls.password());
            SecureRequestCustomizer secure = new SecureRequestCustomizer();
            // the client checks the certificate's names
            secure.setSniHostCheck(false);
            http.addCustomizer(secure);
            connector = new ServerConnector(server, context, new HttpConnectionFactory(http));
        }
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        connector.addBean(connections);
        connector.addEventListener(new LifeCycle.Listener() {
            @Override
            public void lifeCycleStarted(LifeCycle started) {
                closeLate(connector.getScheduler());
            }
        });
        return connector;
    }

    private void closeLate(Scheduler scheduler) {
        connections.closeLate();
        if (scheduler.isRunning()) {
            scheduler.schedule(() -> closeLate(scheduler), LATE_SOUGHT_EACH.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void before(Context request) throws Problem {
        headers.addTo(request::header);
        if (request.header("X-HTTP-Method-Override") != null) {
            throw Problem.of(400, "X-HTTP-Method-Override is not understood: use the method itself.");
        }
    }

    private void after(Context request) {
        Route route = request.attribute("route");
        metrics.count(
                request.req().getMethod().matches("GET|HEAD|POST|PATCH|PUT|DELETE")
                        ? request.req().getMethod()
                        : "OTHER",
                route == null ? "other" : route.path(),
                request.statusCode());
    }

    private void handle(Route route, Context request) throws Exception {
        request.attribute("route", route);
        switch (route.access()) {
            case CALLER, WATCHER -> access.require(request);
            case OWN_PAGE -> {
                access.limitAddress(request);
                access.requireOwnPage(request);
            }
            case ANYBODY -> access.limitAddress(request);
            case PROBE -> {
                // nothing to check
            }
        }
        if (route.access() == Route.Access.CALLER) {
            access.oneOfFew(request, route.handler());
        } else {
            route.handler().handle(request);
        }
    }

    private void handleOther(Context request) throws Problem {
        if (!methodsAt(request.path()).isEmpty()) {
            throw new MethodNotAllowedResponse();
        }
        if (!files.answer(request)) {
            throw Problem.of(404, "There is nothing here.");
        }
    }

    private static String detail(HttpResponseException e) {
        return switch (e.getStatus()) {
            case 404 -> "There is nothing here.";
            case 405 -> "This method is not known here.";
            case 413 -> "The body is larger than " + LARGEST_BODY / 1024 + " KiB.";
            default -> String.valueOf(e.getMessage());
        };
    }

    private static void answer(Problem problem, Context request) {
        if (problem.status() == 401) {
            request.header("WWW-Authenticate", "Bearer realm=\"data-streamer\"");
        }
        if (problem.retryAfterSeconds() > 0) {
            request.header("Retry-After", String.valueOf(problem.retryAfterSeconds()));
        }
        request.status(problem.status());
        request.contentType(Problem.MEDIA_TYPE);
        request.result(problem.toJson().toString().getBytes(UTF_8));
    }

    /** Ends open requests, and closes the port. */
    @Override
    public void close() {
        javalin.stop();
    }
}
