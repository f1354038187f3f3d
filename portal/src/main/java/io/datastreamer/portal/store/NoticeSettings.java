package io.datastreamer.portal.store;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An organisation's settings for notices: what to tell about its data streams, and where.
 *
 * @param kinds the kinds of notices
 * @param emails the addresses for mails
 * @param language the mails' language, {@code en} or {@code de}
 * @param failingAfterMinutes how long all attempts must have failed
 * @param pausedAfterHours how long a stream must have been paused
 * @param webhook {@code url} and other settings of RestAPI in Bulk, with secrets as stored; empty for none
 */
public record NoticeSettings(
        Set<NoticeKind> kinds,
        List<String> emails,
        String language,
        int failingAfterMinutes,
        int pausedAfterHours,
        Settings webhook) {

    /** The stream id that the webhook's secrets are bound to. No portal gives this id to a data stream. */
    public static final String WEBHOOK_ID = "portal-notices";

    /** Settings of an organisation that has set nothing: nobody is told anything. */
    public static final NoticeSettings DEFAULTS =
            new NoticeSettings(NoticeKind.CHOICES, List.of(), "en", 15, 72, Settings.EMPTY);

    public NoticeSettings {
        kinds = Set.copyOf(kinds);
        emails = List.copyOf(emails);
    }

    /** Whether anybody is told anything. */
    public boolean isOn() {
        return !kinds.isEmpty() && (!emails.isEmpty() || hasWebhook());
    }

    public boolean hasWebhook() {
        return webhook.get("url") != null;
    }

    /** The same with another webhook. */
    public NoticeSettings withWebhook(Settings other) {
        return new NoticeSettings(kinds, emails, language, failingAfterMinutes, pausedAfterHours, other);
    }

    /** The webhook as its client sees it: a data stream of RestAPI in Bulk. */
    public StreamConfiguration webhookOf(long organisationId) {
        return StreamConfiguration.of(WEBHOOK_ID, organisationId, StreamType.EVENTS, ApiType.REST_API_BULK, webhook);
    }

    /** The settings that apply to a stream. */
    public NoticeWish of(StreamNotices stream) {
        return new NoticeWish(
                isOn() && stream.enabled()
                        ? (stream.kinds() == null ? kinds : Set.copyOf(stream.kinds()))
                        : Set.<NoticeKind>of(),
                Duration.ofMinutes(
                        stream.failingAfterMinutes() == null ? failingAfterMinutes : stream.failingAfterMinutes()),
                Duration.ofHours(pausedAfterHours));
    }

    /**
     * What to tell about a stream.
     *
     * @param kinds the kinds of notices; empty for none
     * @param failingAfter how long it must have failed
     * @param pausedAfter how long it must have been paused
     */
    public record NoticeWish(Set<NoticeKind> kinds, Duration failingAfter, Duration pausedAfter) {}

    @Override
    public String toString() {
        return "NoticeSettings[" + kinds + "]";
    }
}
