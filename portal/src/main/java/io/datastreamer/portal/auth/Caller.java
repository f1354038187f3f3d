package io.datastreamer.portal.auth;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request.
 *
 * @param subject whom the token or the session names
 * @param organisationId whose data streams are in reach; null for operators, who reach all
 * @param expiresAt when the token or the session ends
 */
public record Caller(String subject, @Nullable Long organisationId, Instant expiresAt) {

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
