package io.datastreamer.job.enrich;

/** The present, and when the current key is to be looked at again. Milliseconds since the epoch. */
interface Times {
    long now();

    /** Calls {@link KeyedEnricher#due} for the current key at that time, or soon after. */
    void comeBackAt(long millis);

    /** Undoes {@link #comeBackAt} for the same time; nothing happens when that has not been asked for. */
    void forget(long millis);
}
