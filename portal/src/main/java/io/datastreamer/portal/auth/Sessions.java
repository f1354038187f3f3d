package io.datastreamer.portal.auth;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sessions that begin with a login link: each code can be used once, for a session that only this process knows. */
public final class Sessions {
    private static final Duration LENGTH = Duration.ofHours(12);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    /** Guarded by this. */
    private final Map<String, @Nullable Long> codes = new HashMap<>();

    private final Map<String, Caller> sessions = new HashMap<>();

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Creates a code for one login.
     *
     * @param organisationId the organisation that it logs in; null for an operator
     */
    public synchronized String newCode(@Nullable Long organisationId) {
        String code = secret();
        codes.put(code, organisationId);
        return code;
    }

    /**
     * Begins a session and uses up the code.
     *
     * @return the session's secret
     * @throws RefusedException when the code is unknown or was used
     */
    public synchronized String begin(String code) throws RefusedException {
        if (!codes.containsKey(code)) {
            throw new RefusedException("the login link is not known, or was used already");
        }
        Long organisationId = codes.remove(code);
        String session = secret();
        sessions.values().removeIf(caller -> caller.expiresAt().isBefore(clock.instant()));
        sessions.put(
                session,
                new Caller("login link", organisationId, clock.instant().plus(LENGTH)));
        return session;
    }

    /**
     * Returns the caller of a session.
     *
     * @throws RefusedException when there is none, or it has ended
     */
    public synchronized Caller find(String session) throws RefusedException {
        Caller caller = sessions.get(session);
        Instant now = clock.instant();
        if (caller == null || caller.expiresAt().isBefore(now)) {
            throw new RefusedException("the session has ended");
        }
        return caller;
    }

    public synchronized void end(String session) {
        sessions.remove(session);
    }

    private String secret() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
