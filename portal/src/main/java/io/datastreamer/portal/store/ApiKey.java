package io.datastreamer.portal.store;

import java.time.Instant;

/**
 * A key that programs of an organisation use instead of a token. Only its owner knows the key itself.
 *
 * @param id its id, which is part of the key's text
 * @param organisationId the organisation that owns it
 * @param name what the customer calls it
 * @param scope what it may do
 * @param hash SHA-256 of its secret part, which is 256 random bits, in hexadecimal
 * @param createdAt when it was created
 * @param createdBy the subject of the session that created it
 * @param expiresAt when it expires
 */
public record ApiKey(
        String id,
        long organisationId,
        String name,
        Scope scope,
        String hash,
        Instant createdAt,
        String createdBy,
        Instant expiresAt) {

    /** What a key may do; it may never manage keys. */
    public enum Scope {
        /** Read everything of the organisation. */
        READ,
        /** Also change its data streams. */
        WRITE
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
