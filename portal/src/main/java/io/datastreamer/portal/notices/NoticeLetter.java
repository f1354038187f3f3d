package io.datastreamer.portal.notices;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.portal.store.Notice;
import io.datastreamer.portal.store.NoticeKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes notices as text, with the sentences in {@code notices.json}. Names and errors come from others and are kept on
 * one line.
 */
final class NoticeLetter {
    private static final JsonNode WORDS = words();
    private static final int MOST_LINES = 50;
    private static final int LONGEST_SUBJECT_NAME = 60;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private NoticeLetter() {}

    /** A notice as a mail. */
    static Mailer.Letter of(long organisation, Notice notice, String language, String portalUrl) {
        List<String> lines = new ArrayList<>();
        lines.add(word("head", language)
                .replace("{organisation}", String.valueOf(organisation))
                .replace("{time}", TIME.format(notice.at())));
        int shown = 0;
        for (NoticeKind kind : NoticeKind.values()) {
            List<Notice.Item> items =
                    notice.items().stream().filter(item -> item.kind() == kind).toList();
            if (!items.isEmpty()) {
                lines.add("");
                lines.add(word("title." + kind, language));
            }
            for (Notice.Item item : items) {
                if (shown++ < MOST_LINES) {
                    lines.add("");
                    lines.addAll(lines(item, language, portalUrl));
                }
            }
        }
        if (shown > MOST_LINES) {
            lines.add("");
            lines.add(word("more", language).replace("{count}", String.valueOf(shown - MOST_LINES)));
        }
        lines.add("");
        lines.add(word("foot", language).replace("{url}", portalUrl + "/#/notices"));
        String id = "notice-" + organisation + "-" + notice.items().get(0).id();
        return new Mailer.Letter(id, notice.at(), subject(notice, language), String.join("\n", lines) + "\n", language);
    }

    private static List<String> lines(Notice.Item item, String language, String portalUrl) {
        List<String> lines = new ArrayList<>();
        lines.add(sentence(item, language));
        if (item.error() != null) {
            lines.add("    " + word("error", language).replace("{error}", item.error()));
        }
        if (!item.streamId().isEmpty()) {
            lines.add("    " + portalUrl + "/#/streams/" + item.streamId());
        }
        return lines;
    }

    /** What has happened, in a sentence or two. */
    static String sentence(Notice.Item item, String language) {
        String limit = item.takesBytes() != null ? "SIZE_LIMIT.bytes" : "SIZE_LIMIT.records";
        // the customer's texts are inserted last, so that nothing in them is taken for a placeholder
        return word("sentence." + (item.kind() == NoticeKind.SIZE_LIMIT ? limit : item.kind()), language)
                .replace("{since}", time(item.since()))
                .replace("{status}", String.valueOf(item.remoteStatus()))
                .replace("{pending}", String.valueOf(item.pending()))
                .replace("{expires}", time(item.expiresAt()))
                .replace("{bytes}", String.valueOf(item.takesBytes()))
                .replace("{records}", String.valueOf(item.takesRecords()))
                .replace("{name}", name(item, language, Integer.MAX_VALUE));
    }

    private static String subject(Notice notice, String language) {
        if (notice.items().size() == 1) {
            Notice.Item item = notice.items().get(0);
            return word("subject." + item.kind(), language)
                    .replace("{name}", name(item, language, LONGEST_SUBJECT_NAME));
        }
        List<String> parts = new ArrayList<>();
        for (NoticeKind kind : NoticeKind.values()) {
            long count =
                    notice.items().stream().filter(item -> item.kind() == kind).count();
            if (count > 0) {
                parts.add(word("count." + kind, language).replace("{count}", String.valueOf(count)));
            }
        }
        return word("subject", language).replace("{parts}", String.join(", ", parts));
    }

    private static String name(Notice.Item item, String language, int most) {
        return item.streamName().isEmpty() ? word("unnamed", language) : OneLine.of(item.streamName(), most);
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "–" : TIME.format(time);
    }

    private static String word(String key, String language) {
        return Objects.requireNonNull(WORDS.path(key).path(language).textValue(), key);
    }

    private static JsonNode words() {
        try (InputStream in = NoticeLetter.class.getResourceAsStream("/io/datastreamer/portal/notices.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
