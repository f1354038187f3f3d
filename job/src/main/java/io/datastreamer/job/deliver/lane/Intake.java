package io.datastreamer.job.deliver.lane;

/**
 * How much a receiver takes in one request, learnt from what it took and what it did not. Kept in state, so that
 * nothing is learnt twice.
 *
 * <p>A size that was refused as such (413) is known to be too large at once. Silence or a refusal may be due to an
 * outage: then smaller requests are sent, which double as they are taken, and only a size that fails once more is known
 * to be too large.
 *
 * @param bytes of the documents' JSON
 * @param documents how many
 */
public record Intake(Bound bytes, Bound documents) {
    /** What any receiver is expected to take: requests begin at this size and grow as they are taken. */
    static final long FIRST_BYTES = 64L << 10;

    /** The intake of an unknown receiver. */
    public static final Intake UNKNOWN = new Intake(new Bound(0, Bound.ANY), new Bound(Bound.ANY, Bound.ANY));

    /** Whether some size is known to be too large. */
    public boolean isLimited() {
        return bytes.isKnown() || documents.isKnown();
    }

    /** Whether a request would be larger than what is known to be taken, if any size is known to be too large. */
    public boolean isBeyond(Size size) {
        return (bytes.isKnown() && size.bytes() > bytes.taken())
                || (documents.isKnown() && size.documents() > documents.taken());
    }

    /** Most bytes of the next request; {@code upwards} to try again what was too much. */
    public long mostBytes(boolean upwards) {
        if (!bytes.isKnown()) {
            return Math.max(FIRST_BYTES, bytes.next());
        }
        // documents seldom add up to a size exactly: a little more, so that it is reached
        return Math.max(1, upwards ? bytes.refused() + bytes.refused() / 8 : bytes.between());
    }

    /** Most documents of the next request; {@code upwards} to try again what was too much. */
    public long mostDocuments(boolean upwards) {
        return Math.max(1, upwards && documents.isKnown() ? documents.refused() : documents.next());
    }

    /** With a request that was taken. */
    public Intake took(Size size) {
        Bound newBytes = bytes.took(size.bytes());
        Bound newDocuments = documents.took(size.documents());
        return newBytes.equals(bytes) && newDocuments.equals(documents) ? this : new Intake(newBytes, newDocuments);
    }

    /** With a request that was refused for its bytes. */
    public Intake tooLarge(Size size) {
        return new Intake(bytes.refused(size.bytes()), documents);
    }

    /** With everything refused for its bytes: that says nothing about sizes. */
    public Intake refusesAll() {
        return new Intake(UNKNOWN.bytes, documents);
    }

    /** With the limit between two sizes. */
    Intake liesBetween(Size taken, Size failed) {
        return new Intake(
                new Bound(taken.bytes(), Math.max(taken.bytes() + 1, failed.bytes())),
                new Bound(taken.documents(), failed.documents()));
    }

    /**
     * With all documents of a failed request taken in smaller ones. If the request was larger than what was taken
     * before, its size is too much; otherwise the limit has to be found anew.
     *
     * @param failed the smallest that failed
     * @param parts the largest of those that were taken since
     */
    public Intake failedAsWhole(Size failed, Size parts) {
        boolean moreBytes = bytes.taken() > 0 && failed.bytes() > bytes.taken();
        boolean moreDocuments = failed.documents() > documents.taken();
        if (!moreBytes && !moreDocuments) {
            return new Intake(new Bound(parts.bytes(), Bound.ANY), new Bound(parts.documents(), Bound.ANY));
        }
        return new Intake(
                moreBytes ? bytes.refused(failed.bytes()) : bytes,
                moreDocuments ? documents.refused(failed.documents()) : documents);
    }
}
