package io.datastreamer.connectors;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of an integration's settings, as forms and checks see it. The integration's own reading decides what is valid;
 * bounds, defaults and choices stand here alone.
 *
 * @param member its name in the settings
 * @param kind what a value is
 * @param required whether the settings need it, unless a member that stands {@code insteadOf} it is there
 * @param target whether it names the place: another value means another receiver
 * @param advanced whether most leave it alone
 * @param byDefault what its absence means; null when it has no value then
 * @param least the least number; 0 for other kinds
 * @param most the greatest number; 0 for other kinds
 * @param choices the values of a choice; empty for other kinds
 * @param insteadOf members that are not needed, and cannot be there, when this one is
 * @param example a sound value, for people and for checks
 */
public record SettingsField(
        String member,
        Kind kind,
        boolean required,
        boolean target,
        boolean advanced,
        @Nullable Object byDefault,
        long least,
        long most,
        List<String> choices,
        List<String> insteadOf,
        String example) {

    /** What a value is. */
    public enum Kind {
        TEXT,
        /** A text that is an address. */
        URL,
        /** An integer. */
        NUMBER,
        /** One of some texts. */
        CHOICE,
        /** An object of texts by names. */
        NAMED_TEXTS
    }

    /** An optional text. */
    public static SettingsField text(String member, String example) {
        return new SettingsField(member, Kind.TEXT, false, false, false, null, 0, 0, List.of(), List.of(), example);
    }

    /** An optional address. */
    public static SettingsField url(String member, String example) {
        return new SettingsField(member, Kind.URL, false, false, false, null, 0, 0, List.of(), List.of(), example);
    }

    /** Texts by names. */
    public static SettingsField namedTexts(String member, String example) {
        return new SettingsField(
                member, Kind.NAMED_TEXTS, false, false, true, null, 0, 0, List.of(), List.of(), example);
    }

    /** An integer within bounds, which most leave at its default. */
    public static SettingsField number(String member, long byDefault, long least, long most) {
        return new SettingsField(
                member,
                Kind.NUMBER,
                false,
                false,
                true,
                byDefault,
                least,
                most,
                List.of(),
                List.of(),
                String.valueOf(byDefault));
    }

    /** One of some texts. */
    public static SettingsField choice(String member, String byDefault, List<String> choices) {
        return new SettingsField(
                member, Kind.CHOICE, false, false, false, byDefault, 0, 0, List.copyOf(choices), List.of(), byDefault);
    }

    /** The same, and the settings need it. */
    public SettingsField asRequired() {
        return new SettingsField(
                member, kind, true, target, advanced, byDefault, least, most, choices, insteadOf, example);
    }

    /** The same, and it names the place. */
    public SettingsField asTarget() {
        return new SettingsField(
                member, kind, required, true, advanced, byDefault, least, most, choices, insteadOf, example);
    }

    /** The same, and most leave it alone. */
    public SettingsField asAdvanced() {
        return new SettingsField(
                member, kind, required, target, true, byDefault, least, most, choices, insteadOf, example);
    }

    /** The same, and it has this value when it is absent. */
    public SettingsField withDefault(String value) {
        return new SettingsField(
                member, kind, required, target, advanced, value, least, most, choices, insteadOf, example);
    }

    /** The same, and it takes the place of others. */
    public SettingsField insteadOf(String... members) {
        return new SettingsField(
                member, kind, required, target, advanced, byDefault, least, most, choices, List.of(members), example);
    }
}
