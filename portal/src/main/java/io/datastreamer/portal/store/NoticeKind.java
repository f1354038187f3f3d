package io.datastreamer.portal.store;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an organisation can be told about a data stream. */
public enum NoticeKind {
    /** All attempts have failed for a while. */
    FAILING,
    /** The stream delivers again, after it was reported as failing. */
    RECOVERED,
    /** The oldest waiting documents will be lost soon. */
    EXPIRING,
    /** The receiver accepts requests only up to a size, as was learnt. */
    SIZE_LIMIT,
    /** The stream has been paused for long. */
    PAUSED,
    /** Nothing has happened: somebody tests whether notices arrive. */
    TEST;

    /** The kinds that can be chosen. */
    public static final Set<NoticeKind> CHOICES = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(TEST)));
}
