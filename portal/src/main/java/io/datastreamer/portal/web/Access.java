package io.datastreamer.portal.web;

import io.datastreamer.portal.auth.ApiKeys;
import io.datastreamer.portal.auth.Caller;
import io.datastreamer.portal.auth.RefusedException;
import io.datastreamer.portal.auth.Sessions;
import io.datastreamer.portal.auth.TokenVerifier;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.SameSite;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Identifies the caller of a request by bearer token or session cookie, and enforces rate limits. The cookie holds a
 * token as it is, or the secret of a session that began with a login link.
 */
public final class Access {
    /** The name of the session cookie. */
    public static final String COOKIE = "streamer_session";

    /** The header in which the page names the organisation that it shows: its id, or {@code operator}. */
    public static final String ORGANISATION_HEADER = "X-Portal-Organisation";

    /** The same as a parameter, where no header can be set. */
    public static final String ORGANISATION_PARAMETER = "organisation";

    /** A header that only the portal's own page, or a program, sets. */
    public static final String CLIENT_HEADER = "X-Portal-Client";

    private static final String FORWARDED = "X-Forwarded-For";
    private static final String CALLER = "caller";
    private static final String BEARER = "Bearer ";
    private static final String TOKEN = "t.";
    private static final String SESSION = "s.";
    /**
     * Most requests of an account that are worked on at once, so that one that sends many leaves threads to the others.
     */
    private static final int AT_ONCE = 16;

    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);

    private final @Nullable TokenVerifier tokens;
    private final ApiKeys keys;
    private final Sessions sessions;
    private final Clock clock;
    private final RateLimit perAccount;
    private final RateLimit perAddress;
    private final InFlight atOnce = new InFlight(AT_ONCE);
    private final boolean behindProxy;
    private final boolean https;
    private final @Nullable URI publicUrl;

    /**
     * Creates the check.
     *
     * @param tokens checks tokens; null if tokens are not accepted
     * @param keys checks API keys
     * @param requestsPerMinute most requests of an account, or of an address without one
     * @param behindProxy whether {@code X-Forwarded-For} can be trusted
     * @param https whether browsers use https
     * @param publicUrl the origin of the portal's page; null for the host in the request
     */
    public Access(
            @Nullable TokenVerifier tokens,
            ApiKeys keys,
            Sessions sessions,
            Clock clock,
            int requestsPerMinute,
            boolean behindProxy,
            boolean https,
            @Nullable URI publicUrl) {
        this.tokens = tokens;
        this.keys = keys;
        this.sessions = sessions;
        this.clock = clock;
        this.perAccount = new RateLimit(requestsPerMinute, clock);
        this.perAddress = new RateLimit(requestsPerMinute, clock);
        this.behindProxy = behindProxy;
        this.https = https;
        this.publicUrl = publicUrl;
    }

    /** The caller of a request that {@link #require} has let through. */
    public static Caller caller(Context request) {
        Caller caller = request.attribute(CALLER);
        if (caller == null) {
            throw new IllegalStateException("the request was not let through");
        }
        return caller;
    }

    /**
     * Lets a request through if it identifies its caller.
     *
     * @throws Problem when it does not, when there are too many, or when the cookie comes from another site
     */
    void require(Context request) throws Problem {
        String cookie = request.cookie(COOKIE);
        String authorization = request.header("Authorization");
        Caller caller;
        try {
            if (authorization != null) {
                String token = bearer(authorization);
                caller = ApiKeys.isKey(token) ? keys.verify(token) : verify(token);
            } else if (cookie != null) {
                caller = cookie.startsWith(TOKEN)
                        ? verify(cookie.substring(TOKEN.length()))
                        : sessions.find(cookie.startsWith(SESSION) ? cookie.substring(SESSION.length()) : "");
            } else {
                throw unauthorized(request, "Log in, or send a bearer token.");
            }
        } catch (RefusedException e) {
            throw unauthorized(request, "Not logged in: " + e.getMessage() + ".");
        }
        limit(perAccount, caller.account());
        if (authorization == null && !READING.contains(request.method())) {
            requireOwnPage(request);
        }
        requireMeant(request, caller);
        if (!caller.mayChange() && !READING.contains(request.method())) {
            throw Problem.of(403, "This key may look at data streams, and not change or test them.");
        }
        request.attribute(CALLER, caller);
    }

    // another tab may have logged in somebody else meanwhile: all tabs share the cookie
    private static void requireMeant(Context request, Caller caller) throws Problem {
        String header = request.header(ORGANISATION_HEADER);
        String meant = header == null ? request.queryParam(ORGANISATION_PARAMETER) : header;
        String own = caller.organisationId() == null ? "operator" : String.valueOf(caller.organisationId());
        if (meant != null && !meant.equals(own)) {
            throw Problem.of(
                    403,
                    "This request is meant for another organisation than the one that is logged in now: log in again.");
        }
    }

    /**
     * Handles a request that {@link #require} has let through, as one of a few of its account at once.
     *
     * @throws Problem when too many are under way
     */
    void oneOfFew(Context request, Handler handler) throws Exception {
        String account = caller(request).account();
        if (!atOnce.begin(account)) {
            throw InFlight.tooMany();
        }
        try {
            handler.handle(request);
        } finally {
            atOnce.end(account);
        }
    }

    /**
     * Lets a request through that anybody may send.
     *
     * @throws Problem when its address sends too many
     */
    void limitAddress(Context request) throws Problem {
        limit(perAddress, address(request));
    }

    /**
     * Begins a session for a login code.
     *
     * @throws Problem when the code is not valid
     */
    public Caller logInByCode(Context request, String code) throws Problem {
        try {
            String session = sessions.begin(code);
            setCookie(request, SESSION + session, sessions.find(session));
            return sessions.find(session);
        } catch (RefusedException e) {
            throw unauthorized(request, "Not logged in: " + e.getMessage() + ".");
        }
    }

    /**
     * Makes a token the session.
     *
     * @throws Problem when the token is not valid
     */
    public Caller logInByToken(Context request, String token) throws Problem {
        try {
            Caller caller = verify(token);
            setCookie(request, TOKEN + token, caller);
            return caller;
        } catch (RefusedException e) {
            throw unauthorized(request, "Not logged in: " + e.getMessage() + ".");
        }
    }

    /** Ends the session, if there is one. */
    public void logOut(Context request) {
        String cookie = request.cookie(COOKIE);
        if (cookie != null && cookie.startsWith(SESSION)) {
            sessions.end(cookie.substring(SESSION.length()));
        }
        request.cookie(new Cookie(COOKIE, "", "/", 0, https, true, null, SameSite.STRICT));
    }

    /**
     * Requires that a request comes from the portal's own page: no other page can set the header, and browsers send the
     * origin.
     */
    void requireOwnPage(Context request) throws Problem {
        String client = request.header(CLIENT_HEADER);
        String site = request.header("Sec-Fetch-Site");
        boolean elsewhere = site != null && !site.equals("same-origin") && !site.equals("none");
        if (client == null || client.isBlank() || elsewhere || !isOwnOrigin(request)) {
            throw Problem.of(
                    403,
                    "With the session cookie, requests that change something carry the header " + CLIENT_HEADER
                            + " and come from the portal's own page.");
        }
    }

    private boolean isOwnOrigin(Context request) {
        String origin = request.header("Origin");
        if (origin == null) {
            return true;
        }
        if (publicUrl != null) {
            return origin.equals(publicUrl.toString());
        }
        return origin.equals((https ? "https://" : "http://") + request.header("Host"));
    }

    private Caller verify(String token) throws RefusedException {
        if (tokens == null) {
            throw RefusedException.noTokens();
        }
        return tokens.verify(token);
    }

    private static String bearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).trim()
                : "";
    }

    private void setCookie(Context request, String value, Caller caller) {
        long seconds = Duration.between(clock.instant(), caller.expiresAt()).toSeconds();
        int maxAge = (int) Math.max(1, Math.min(seconds, Duration.ofDays(1).toSeconds()));
        request.cookie(new Cookie(COOKIE, value, "/", maxAge, https, true, null, SameSite.STRICT));
    }

    private Problem unauthorized(Context request, String detail) throws Problem {
        limit(perAddress, address(request));
        return Problem.of(401, detail);
    }

    private static void limit(RateLimit rate, String caller) throws Problem {
        int seconds = rate.take(caller);
        if (seconds > 0) {
            throw Problem.later(429, "Too many requests; try again in " + seconds + " s.", seconds);
        }
    }

    // the proxy adds the last address; anybody may have written those before it
    private String address(Context request) {
        return address(
                Collections.list(request.req().getHeaders(FORWARDED)),
                request.req().getRemoteAddr());
    }

    /** The address of a request, before anything else is known about it. */
    String address(Request request) {
        return address(request.getHeaders().getValuesList(FORWARDED), Request.getRemoteAddr(request));
    }

    private String address(List<String> forwarded, String remote) {
        if (!behindProxy || forwarded.isEmpty()) {
            return remote;
        }
        String last = forwarded.get(forwarded.size() - 1);
        return last.substring(last.lastIndexOf(',') + 1).trim();
    }
}
