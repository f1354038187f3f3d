package io.datastreamer.portal.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param subject whom the token or the session names
 * @param organisationId whose data streams are in reach; null for operators, who reach all
 * @param expiresAt when the token, the session or the key ends
 * @param keyId the key of a program; null for people
 * @param mayChange whether it may change anything
 */
public record Caller(
        String subject,
        @Nullable Long organisationId,
        Instant expiresAt,
        @Nullable String keyId,
        boolean mayChange) {

    /** Somebody with a token or a session, who may do all that there is to do in reach. */
    public Caller(String subject, @Nullable Long organisationId, Instant expiresAt) {
        this(subject, organisationId, expiresAt, null, true);
    }

    /** Whether this is an operator. */
    public boolean isOperator() {
        return organisationId == null;
    }

    /** Whether what belongs to an organisation is in reach. */
    public boolean reaches(long organisation) {
        return organisationId == null || organisationId == organisation;
    }

    /** Who shares limits: an organisation, or an operator. */
    public String account() {
        return organisationId == null ? "operator " + subject : "organisation " + organisationId;
    }
}
