package io.datastreamer.portal.store;

import java.time.Instant;

/**
 * A key that programs of an organisation use instead of a token. The key itself is known to its owner alone.
 *
 * @param id names it, also in its text
 * @param organisationId whose it is
 * @param name what the customer calls it
 * @param scope what it may do
 * @param hash SHA-256 of its secret part, which is 256 random bits, in hexadecimal
 * @param createdAt when it was made
 * @param createdBy whom the session named that made it
 * @param expiresAt from when on it is refused
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

    /** What a key may do; never with keys. */
    public enum Scope {
        /** Look at everything of the organisation. */
        READ,
        /** Change its data streams, too. */
        WRITE
    }

    @Override
    public String toString() {
        return "ApiKey[" + id + "]";
    }
}
