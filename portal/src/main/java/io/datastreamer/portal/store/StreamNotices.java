package io.datastreamer.portal.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A data stream's exceptions from its organisation's settings for notices.
 *
 * @param enabled whether anything is told about it
 * @param failingAfterMinutes how long all attempts must have failed; null for the organisation's setting
 * @param kinds the kinds of notices; null for the organisation's setting
 */
public record StreamNotices(
        boolean enabled,
        @Nullable Integer failingAfterMinutes,
        @Nullable Set<NoticeKind> kinds) {

    /** No exceptions. */
    public static final StreamNotices DEFAULTS = new StreamNotices(true, null, null);
}
