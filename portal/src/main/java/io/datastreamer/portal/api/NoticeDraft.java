package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.contract.DataStreamCodec;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.config.EmailAddress;
import io.datastreamer.portal.store.NoticeKind;
import io.datastreamer.portal.store.NoticeSettings;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.JsonBody;
import io.datastreamer.portal.web.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads notice settings that customers send, and reports all of their errors at once. */
final class NoticeDraft {
    /** Most addresses of an organisation. */
    static final int MOST_EMAILS = 10;

    /** A week, in minutes. */
    static final int MOST_MINUTES = 7 * 24 * 60;

    private static final int MOST_HOURS = 20 * 24;
    private static final String WEBHOOK = "webhook";
    /** The members of RestAPI in Bulk that webhooks use; the rest is of no use here. */
    private static final Set<String> MEMBERS = Set.of("url", "query", "authorization", "signing_secret");

    private final SettingsRules rules;
    private final SecretSealer sealer;
    private final boolean hasMail;

    /**
     * Creates it.
     *
     * @param rules accept secrets in clear
     * @param hasMail whether the operator has set a mail server
     */
    NoticeDraft(SettingsRules rules, SecretSealer sealer, boolean hasMail) {
        this.rules = rules;
        this.sealer = sealer;
        this.hasMail = hasMail;
    }

    /**
     * A validated change by a merge patch.
     *
     * @param members the members that were sent
     * @param next changes the current settings to the new ones
     */
    record Change(List<String> members, UnaryOperator<NoticeSettings> next) {
        NoticeSettings on(NoticeSettings present) {
            return next.apply(present);
        }
    }

    /**
     * Reads a change.
     *
     * @throws Problem with all invalid members
     */
    Change change(JsonBody body, long organisation, NoticeSettings present) throws Problem {
        List<String> members = new ArrayList<>();
        Set<NoticeKind> kinds = kinds(body, "kinds");
        List<String> emails = emails(body);
        String language = body.text("language", 2);
        if (language != null && !Set.of("en", "de").contains(language)) {
            body.wrong("language", "must be one of [en, de]");
        }
        Integer failing = number(body, "failing_after_minutes", 0, MOST_MINUTES);
        Integer paused = number(body, "paused_after_hours", 1, MOST_HOURS);
        List.of("kinds", "emails", "language", "failing_after_minutes", "paused_after_hours", WEBHOOK).stream()
                .filter(body::has)
                .forEach(members::add);
        JsonNode patch = body.value(WEBHOOK);
        if (patch != null && !patch.isObject()) {
            body.wrong(WEBHOOK, "must be an object");
            patch = null;
        }
        boolean removes = body.has(WEBHOOK) && patch == null;
        Settings webhook = patch == null ? null : webhook(body, organisation, present, UrlQuery.apart(patch));
        body.finish();
        NoticeSettings defaults = NoticeSettings.DEFAULTS;
        return new Change(
                members,
                settings -> new NoticeSettings(
                        body.has("kinds") ? orElse(kinds, defaults.kinds()) : settings.kinds(),
                        body.has("emails") ? orElse(emails, defaults.emails()) : settings.emails(),
                        body.has("language") ? orElse(language, defaults.language()) : settings.language(),
                        body.has("failing_after_minutes")
                                ? orElse(failing, defaults.failingAfterMinutes())
                                : settings.failingAfterMinutes(),
                        body.has("paused_after_hours")
                                ? orElse(paused, defaults.pausedAfterHours())
                                : settings.pausedAfterHours(),
                        removes ? Settings.EMPTY : orElse(webhook, settings.webhook())));
    }

    private @Nullable List<String> emails(JsonBody body) {
        JsonNode value = body.value("emails");
        if (value == null) {
            return null;
        }
        Set<String> addresses = new LinkedHashSet<>();
        boolean isSound = value.isArray() && value.size() <= MOST_EMAILS;
        for (JsonNode each : value) {
            isSound &= each.isTextual() && EmailAddress.isValid(each.textValue());
            addresses.add(each.asText());
        }
        if (!isSound) {
            body.wrong("emails", "must be an array of at most " + MOST_EMAILS + " addresses such as name@example.org");
        } else if (!addresses.isEmpty() && !hasMail) {
            body.wrong("emails", "cannot be set: the operator has set no mail server (mail.host)");
        }
        return List.copyOf(addresses);
    }

    /** Reads a set of notice kinds; null when it is absent, null or invalid. */
    static @Nullable Set<NoticeKind> kinds(JsonBody body, String member) {
        JsonNode value = body.value(member);
        if (value == null) {
            return null;
        }
        Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
        boolean isSound = value.isArray();
        for (JsonNode each : value) {
            boolean isKnown = false;
            for (NoticeKind kind : NoticeKind.CHOICES) {
                if (each.isTextual() && kind.name().equals(each.textValue())) {
                    kinds.add(kind);
                    isKnown = true;
                }
            }
            isSound &= isKnown;
        }
        if (!isSound) {
            body.wrong(member, "must be an array, of " + NoticeKind.CHOICES);
            return null;
        }
        return kinds;
    }

    /** Reads a number between two bounds; null when it is absent, null or invalid. */
    static @Nullable Integer number(JsonBody body, String member, int least, int most) {
        Long number = body.integer(member);
        if (number != null && (number < least || number > most)) {
            body.wrong(member, "must be an integer from " + least + " to " + most);
            return null;
        }
        return number == null ? null : Integer.valueOf(number.intValue());
    }

    private Settings webhook(JsonBody body, long organisation, NoticeSettings present, JsonNode patch) throws Problem {
        patch.fieldNames().forEachRemaining(member -> {
            if (!MEMBERS.contains(member)) {
                body.wrong(WEBHOOK + "." + member, "there is no such member");
            }
        });
        Settings sent = DataStreamCodec.readSettings(patch);
        Map<String, Object> merged = new LinkedHashMap<>(present.webhook().members());
        patch.fieldNames().forEachRemaining(merged::remove);
        sent.members().forEach(merged::put);
        StreamConfiguration before = present.webhookOf(organisation);
        StreamConfiguration next = before.withSettings(new Settings(merged));
        JsonBody found = JsonBody.parse(new byte[] {'{', '}'});
        if (present.hasWebhook()) {
            rules.requireSecretsAgain(found, before, next.settings(), patch);
        }
        rules.check(found, next, patch);
        try {
            found.finish();
        } catch (Problem e) {
            for (FieldError fault : e.errors()) {
                body.wrong(fault.member().replaceFirst("^" + SettingsRules.SETTINGS, WEBHOOK), fault.reason());
            }
            return Settings.EMPTY;
        }
        return sealer.sealed(next, sent).settings();
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }
}
