package io.datastreamer.portal.web;

import io.datastreamer.portal.config.PortalSettings;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import java.util.List;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Serves the API and the page over HTTP/1.1: who may call what, the headers of each answer, problems, and the limits of
 * requests (64 KiB of body, 16 KiB of headers, silence of 30 s).
 */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final long LARGEST_BODY = 64 * 1024;
    private static final int LARGEST_HEADERS = 16 * 1024;
    private static final long IDLE_MS = 30_000;
    private static final int THREADS = 64;

    private final PortalSettings.Server settings;
    private final Access access;
    private final Metrics metrics;
    private final List<Route> routes;
    private final StaticFiles files = new StaticFiles();
    private final SecurityHeaders headers;
    private final Javalin javalin;

    /**
     * Makes a server; {@link #start} opens its port.
     *
     * @param watchers most requests that stay open, each with a thread of its own
     */
    public WebServer(PortalSettings.Server settings, Access access, Metrics metrics, List<Route> routes, int watchers) {
        this.settings = settings;
        this.access = access;
        this.metrics = metrics;
        this.routes = List.copyOf(routes);
        this.headers = new SecurityHeaders(isHttps(settings));
        this.javalin = Javalin.create(config -> configure(config, watchers));
    }

    /** Whether browsers come by https. */
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

    /** Where browsers reach it: an origin without a slash at its end. */
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
        config.jetty.threadPool = new QueuedThreadPool(THREADS + watchers, 4);
        config.jetty.modifyHttpConfiguration(WebServer::limit);
        config.jetty.modifyServer(server -> server.setErrorHandler(new ProblemPage()));
        config.jetty.addConnector(this::connector);
        RoutesConfig to = config.routes;
        to.before(this::before);
        to.after(this::after);
        for (Route route : routes) {
            to.addEndpoint(Endpoint.create(route.method(), route.path()).handler(request -> handle(route, request)));
        }
        to.get("/*", this::handleOther);
        to.exception(Problem.class, WebServer::answer);
        to.exception(
                HttpResponseException.class, (e, request) -> answer(Problem.of(e.getStatus(), detail(e)), request));
        to.exception(Exception.class, (e, request) -> {
            LOG.error("{} {} failed", request.method(), request.path(), e);
            answer(Problem.of(500, "Something went wrong here; the log of the portal says what."), request);
        });
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
            // names are the certificate's to check, at the client
            secure.setSniHostCheck(false);
            http.addCustomizer(secure);
            connector = new ServerConnector(server, context, new HttpConnectionFactory(http));
        }
        connector.setHost(settings.host());
        connector.setPort(settings.port());
        connector.setIdleTimeout(IDLE_MS);
        return connector;
    }

    private void before(Context request) throws Problem {
        headers.addTo(request);
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
            case CALLER -> access.require(request);
            case OWN_PAGE -> {
                access.limitAddress(request);
                access.requireOwnPage(request);
            }
            case ANYBODY -> access.limitAddress(request);
            case PROBE -> {
                // nothing to look at
            }
        }
        route.handler().handle(request);
    }

    private void handleOther(Context request) throws Problem {
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

    /** Ends what is open, and closes the port. */
    @Override
    public void close() {
        javalin.stop();
    }
}
