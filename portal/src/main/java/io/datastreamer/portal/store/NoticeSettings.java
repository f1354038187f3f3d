package io.datastreamer.portal.store;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * What an organisation wants to be told of its data streams, and where.
 *
 * @param kinds of what
 * @param emails to which addresses
 * @param language {@code en} or {@code de}: of the mails
 * @param failingAfterMinutes for how long all attempts have to have failed
 * @param pausedAfterHours for how long a stream has to have been paused
 * @param webhook {@code url} and the like, as RestAPI in Bulk has them, secrets as they were written; empty for none
 */
public record NoticeSettings(
        Set<NoticeKind> kinds,
        List<String> emails,
        String language,
        int failingAfterMinutes,
        int pausedAfterHours,
        Settings webhook) {

    /** The webhook's place among data streams: secrets are bound to it. No portal gives this id to a data stream. */
    public static final String WEBHOOK_ID = "portal-notices";

    /** Of an organisation that has set nothing: nobody is told. */
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

    /** The webhook as what it is to its client: a data stream of RestAPI in Bulk. */
    public StreamConfiguration webhookOf(long organisationId) {
        return StreamConfiguration.of(WEBHOOK_ID, organisationId, StreamType.EVENTS, ApiType.REST_API_BULK, webhook);
    }

    /** What of this goes for a stream. */
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
     * What is to be told of a stream.
     *
     * @param kinds of what; none for nothing
     * @param failingAfter for how long it has to have failed
     * @param pausedAfter for how long it has to have been paused
     */
    public record NoticeWish(Set<NoticeKind> kinds, Duration failingAfter, Duration pausedAfter) {}

    @Override
    public String toString() {
        return "NoticeSettings[" + kinds + "]";
    }
}
