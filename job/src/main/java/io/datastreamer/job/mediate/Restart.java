package io.datastreamer.job.mediate;

/**
 * A record of an element that says that none of its sessions is left.
 *
 * @param format of the record
 * @param key of the record
 * @param timeMillis when the restart happened
 */
record Restart(String format, String key, long timeMillis) {

    /**
     * Whether this restart has ended an open session. It has not ended a session that began at or after it, that has
     * gone on since, or that is of another format, of which the record knows nothing.
     */
    boolean ends(Session session) {
        return session.format().equals(format)
                && session.createdMillis() < timeMillis
                && session.lastMillis() <= timeMillis;
    }
}
