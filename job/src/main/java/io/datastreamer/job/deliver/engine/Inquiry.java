package io.datastreamer.job.deliver.engine;

/** A question that is being answered, some milliseconds of work at a time. */
interface Inquiry {

    /** What came of a piece of work. */
    enum State {
        /** There is more to do. */
        GOES_ON,
        /** It waits for documents. */
        WAITS,
        /** It is answered, or nobody wants the answer any more. */
        OVER
    }

    /** Does the next piece. */
    State goOn();
}
