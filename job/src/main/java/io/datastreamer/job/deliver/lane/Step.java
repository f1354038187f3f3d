package io.datastreamer.job.deliver.lane;

/**
 * What a lane does next, as decided after a document, an outcome or a turn. Only the scheduler carries it out.
 *
 * @param phase what the lane does
 * @param until when that ends by itself, nanoseconds of the monotonic clock; for {@link Phase#LINGERING}, {@link
 *     Phase#WAITING}, and {@link Phase#IDLE} where it is not 0
 */
public record Step(Phase phase, long until) {
    /** The lane does not send: it is paused, or cannot. */
    public static final Step HOLD = new Step(Phase.HELD, 0);
    /** The lane has nothing to send. */
    public static final Step REST = new Step(Phase.IDLE, 0);
    /** The lane wants its turn to send. */
    public static final Step GO = new Step(Phase.READY, 0);
    /** The lane waits for requests that are under way. */
    public static final Step AWAIT = new Step(Phase.SENDING, 0);
    /** The lane waits for a checkpoint. */
    public static final Step AWAIT_CHECKPOINT = new Step(Phase.FIXING, 0);

    /** The lane waits for more documents until then. */
    public static Step linger(long untilNanos) {
        return new Step(Phase.LINGERING, untilNanos);
    }

    /** The lane has nothing to send until then, when it looks again. */
    public static Step restUntil(long nanos) {
        return new Step(Phase.IDLE, nanos);
    }

    /** The lane tries again at the given time. */
    public static Step retry(long atNanos) {
        return new Step(Phase.WAITING, atNanos);
    }
}
