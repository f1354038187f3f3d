package io.datastreamer.connectors.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member of an integration's settings, as forms and checks see it. The integration's own code decides which values
 * are valid; bounds, defaults and choices are defined only here.
 *
 * @param member its name in the settings
 * @param kind the kind of its values
 * @param required whether the settings need it, unless a member that is {@code insteadOf} it is given
 * @param target whether it names the place: another value means another receiver
 * @param advanced whether most customers leave it alone
 * @param byDefault the value if it is absent; null for none
 * @param least the smallest number; 0 for other kinds
 * @param most the largest number; 0 for other kinds
 * @param choices the values of a choice; empty for other kinds
 * @param insteadOf members that are not needed, and not allowed, if this one is given
 * @param beside earlier members whose values decide which values of this one are valid
 * @param example a valid value, for people and for checks
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
        List<String> beside,
        String example) {

    /** The kinds of values. */
    public enum Kind {
        TEXT,
        /** A text that is a URL. */
        URL,
        /** An integer. */
        NUMBER,
        /** One of several texts. */
        CHOICE,
        /** An object of texts by name. */
        NAMED_TEXTS,
        /** A text of several lines: certificates, or a key, or a file with one. */
        PEM
    }

    /** An optional text. */
    public static SettingsField text(String member, String example) {
        return new Draft(member, Kind.TEXT, example).build();
    }

    /** An optional URL. */
    public static SettingsField url(String member, String example) {
        return new Draft(member, Kind.URL, example).build();
    }

    /** Certificates or a key, which most customers do without. */
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

    /** An integer within bounds, which most customers leave at its default. */
    public static SettingsField number(String member, long byDefault, long least, long most) {
        Draft draft = new Draft(member, Kind.NUMBER, String.valueOf(byDefault));
        draft.advanced = true;
        draft.byDefault = byDefault;
        draft.least = least;
        draft.most = most;
        return draft.build();
    }

    /** One of several texts. */
    public static SettingsField choice(String member, String byDefault, List<String> choices) {
        Draft draft = new Draft(member, Kind.CHOICE, byDefault);
        draft.byDefault = byDefault;
        draft.choices = List.copyOf(choices);
        return draft.build();
    }

    /** The same, but required. */
    public SettingsField asRequired() {
        Draft draft = new Draft(this);
        draft.required = true;
        return draft.build();
    }

    /** The same, but it names the place. */
    public SettingsField asTarget() {
        Draft draft = new Draft(this);
        draft.target = true;
        return draft.build();
    }

    /** The same, but most customers leave it alone. */
    public SettingsField asAdvanced() {
        Draft draft = new Draft(this);
        draft.advanced = true;
        return draft.build();
    }

    /** The same with this default. */
    public SettingsField withDefault(String value) {
        Draft draft = new Draft(this);
        draft.byDefault = value;
        return draft.build();
    }

    /** The same, but it replaces others. */
    public SettingsField insteadOf(String... members) {
        Draft draft = new Draft(this);
        draft.insteadOf = List.of(members);
        return draft.build();
    }

    /** The same, but earlier members decide which values are valid. */
    public SettingsField beside(String... members) {
        Draft draft = new Draft(this);
        draft.beside = List.of(members);
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
        private List<String> beside = List.of();

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
            beside = field.beside;
        }

        SettingsField build() {
            return new SettingsField(
                    member, kind, required, target, advanced, byDefault, least, most, choices, insteadOf, beside,
                    example);
        }
    }
}
