package io.datastreamer.job.mediate;

/**
 * An element's word that none of its sessions is left.
 *
 * @param format of its record
 * @param key of its record
 * @param timeMillis when it happened
 */
record Restart(String format, String key, long timeMillis) {

    /**
     * Whether it has ended a session that is open: one that began with or after it, or has gone on since, is not of those,
     * nor is one of another format, of which the record knows nothing.
     */
    boolean ends(Session session) {
        return session.format().equals(format)
                && session.createdMillis() < timeMillis
                && session.lastMillis() <= timeMillis;
    }
}
