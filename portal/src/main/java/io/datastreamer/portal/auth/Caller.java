package io.datastreamer.portal.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a request.
 *
 * @param subject the name in the token or session
 * @param organisationId the organisation whose data streams it may see; null for operators, who may see all
 * @param expiresAt when the token, session or key expires
 * @param keyId the id of a program's key; null for people
 * @param mayChange whether it may change anything
 */
public record Caller(
        String subject,
        @Nullable Long organisationId,
        Instant expiresAt,
        @Nullable String keyId,
        boolean mayChange) {

    /** A caller with a token or a session, who may also make changes. */
    public Caller(String subject, @Nullable Long organisationId, Instant expiresAt) {
        this(subject, organisationId, expiresAt, null, true);
    }

    /** Whether this is an operator. */
    public boolean isOperator() {
        return organisationId == null;
    }

    /** Whether it may see what belongs to an organisation. */
    public boolean reaches(long organisation) {
        return organisationId == null || organisationId == organisation;
    }

    /** The account that rate limits apply to: an organisation, or an operator. */
    public String account() {
        return organisationId == null ? "operator " + subject : "organisation " + organisationId;
    }
}
