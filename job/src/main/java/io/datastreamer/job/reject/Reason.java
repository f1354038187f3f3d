package io.datastreamer.job.reject;

import java.util.Locale;

/** Why records are rejected: a closed set, for counters. The text of a reject gives the exact reason. */
public enum Reason {
    /** The source could not read it as a whole, or there is nothing in it. */
    UNREADABLE,
    /** A file, or a part of it, cannot be read: more may be lost than the one record that says so. */
    DAMAGED,
    /** Not UTF-8, or not one JSON object. */
    NOT_JSON,
    /** A required member is missing. */
    MEMBER_MISSING,
    /** A member occurs more than once. */
    MEMBER_DUPLICATE,
    /** A member has a wrong type, syntax or range. */
    MEMBER_WRONG,
    /** Members contradict each other. */
    CONTRADICTION,
    /** The SIM never came. */
    NO_SIM,
    /** The SIM was deleted too long ago. */
    SIM_DELETED,
    /** An entry of the catalog never came. */
    NO_CATALOG_ENTRY,
    /** Too many records of the same SIM or organisation are waiting already. */
    TOO_MANY_WAITING,
    /** Too many sessions of the same network element are kept already. */
    TOO_MANY_SESSIONS,
    /** The tariff has no rate for it. */
    NO_RATE,
    /** A data stream's receiver refuses it, but takes others. */
    REFUSED,
    /** A fault in this program. */
    INTERNAL;

    /** The value of the metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
