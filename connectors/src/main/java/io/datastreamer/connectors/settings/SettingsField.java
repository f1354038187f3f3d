package io.datastreamer.connectors.settings;

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
        NAMED_TEXTS,
        /** A text of several lines: certificates, or a key, or a file with one. */
        PEM
    }

    /** An optional text. */
    public static SettingsField text(String member, String example) {
        return new Draft(member, Kind.TEXT, example).build();
    }

    /** An optional address. */
    public static SettingsField url(String member, String example) {
        return new Draft(member, Kind.URL, example).build();
    }

    /** Certificates or a key, which most do without. */
    public static SettingsField pem(String member, String example) {
        return lines(member, example).asAdvanced();
    }

    /** An optional text of several lines. */
    public static SettingsField lines(String member, String example) {
        return new Draft(member, Kind.PEM, example).build();
    }

    /** An optional map of texts. */
    public static SettingsField namedTexts(String member, String example) {
        Draft draft = new Draft(member, Kind.NAMED_TEXTS, example);
        draft.advanced = true;
        return draft.build();
    }

    /** An integer within bounds, which most leave at its default. */
    public static SettingsField number(String member, long byDefault, long least, long most) {
        Draft draft = new Draft(member, Kind.NUMBER, String.valueOf(byDefault));
        draft.advanced = true;
        draft.byDefault = byDefault;
        draft.least = least;
        draft.most = most;
        return draft.build();
    }

    /** One of some texts. */
    public static SettingsField choice(String member, String byDefault, List<String> choices) {
        Draft draft = new Draft(member, Kind.CHOICE, byDefault);
        draft.byDefault = byDefault;
        draft.choices = List.copyOf(choices);
        return draft.build();
    }

    /** The same, and the settings need it. */
    public SettingsField asRequired() {
        Draft draft = new Draft(this);
        draft.required = true;
        return draft.build();
    }

    /** The same, and it names the place. */
    public SettingsField asTarget() {
        Draft draft = new Draft(this);
        draft.target = true;
        return draft.build();
    }

    /** The same, and most leave it alone. */
    public SettingsField asAdvanced() {
        Draft draft = new Draft(this);
        draft.advanced = true;
        return draft.build();
    }

    /** The same, and it has this value when it is absent. */
    public SettingsField withDefault(String value) {
        Draft draft = new Draft(this);
        draft.byDefault = value;
        return draft.build();
    }

    /** The same, and it takes the place of others. */
    public SettingsField insteadOf(String... members) {
        Draft draft = new Draft(this);
        draft.insteadOf = List.of(members);
        return draft.build();
    }

    private static final class Draft {
        private final String member;
        private final Kind kind;
        private final String example;
        private boolean required;
        private boolean target;
        private boolean advanced;
        private @Nullable Object byDefault;
        private long least;
        private long most;
        private List<String> choices = List.of();
        private List<String> insteadOf = List.of();

        Draft(String member, Kind kind, String example) {
            this.member = member;
            this.kind = kind;
            this.example = example;
        }

        Draft(SettingsField field) {
            this(field.member, field.kind, field.example);
            required = field.required;
            target = field.target;
            advanced = field.advanced;
            byDefault = field.byDefault;
            least = field.least;
            most = field.most;
            choices = field.choices;
            insteadOf = field.insteadOf;
        }

        SettingsField build() {
            return new SettingsField(
                    member, kind, required, target, advanced, byDefault, least, most, choices, insteadOf, example);
        }
    }
}
