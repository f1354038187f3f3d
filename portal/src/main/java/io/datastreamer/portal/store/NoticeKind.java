package io.datastreamer.portal.store;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What an organisation can be told of a data stream. */
public enum NoticeKind {
    /** All attempts have failed for a while. */
    FAILING,
    /** It delivers again, after it was told that it fails. */
    RECOVERED,
    /** The oldest documents that wait are lost soon. */
    EXPIRING,
    /** The receiver takes requests up to a size only, as was learnt. */
    SIZE_LIMIT,
    /** It has been paused for long. */
    PAUSED,
    /** Nothing has come about: somebody tries whether notices arrive. */
    TEST;

    /** Those that can be chosen. */
    public static final Set<NoticeKind> CHOICES = Collections.unmodifiableSet(EnumSet.complementOf(EnumSet.of(TEST)));
}
