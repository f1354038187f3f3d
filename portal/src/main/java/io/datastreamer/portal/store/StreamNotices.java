package io.datastreamer.portal.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is other for a data stream than its organisation has set.
 *
 * @param enabled whether anything is told of it
 * @param failingAfterMinutes for how long all attempts have to have failed; null as for the organisation
 * @param kinds of what; null as for the organisation
 */
public record StreamNotices(
        boolean enabled,
        @Nullable Integer failingAfterMinutes,
        @Nullable Set<NoticeKind> kinds) {

    /** All as for the organisation. */
    public static final StreamNotices DEFAULTS = new StreamNotices(true, null, null);
}
