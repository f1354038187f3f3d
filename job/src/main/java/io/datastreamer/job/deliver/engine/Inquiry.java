package io.datastreamer.job.deliver.engine;

/** A question that is being answered, a few milliseconds of work at a time. */
interface Inquiry {

    /** What a piece of work led to. */
    enum State {
        /** There is more to do. */
        GOES_ON,
        /** It waits for documents. */
        WAITS,
        /** It is answered, or nobody waits for the answer any more. */
        OVER
    }

    /** Does the next piece. */
    State goOn();
}
