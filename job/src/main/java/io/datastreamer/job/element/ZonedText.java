package io.datastreamer.job.element;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Converts a local time, with what its text says of the zone, to a point in time. An abbreviation such as IST or CST
 * stands for several offsets in the world: only the element's own zone says which is meant. An abbreviation also
 * distinguishes the two passes of an hour that a clock repeats.
 */
final class ZonedText {
    private final @Nullable ZoneId zone;
    private final Map<String, Integer> secondsOfOwn = new HashMap<>();

    /** @param zone the element's; null if unknown */
    ZonedText(@Nullable ZoneId zone) {
        this.zone = zone;
        if (zone != null) {
            TimeZone names = TimeZone.getTimeZone(zone);
            int standard = names.getRawOffset() / 1000;
            secondsOfOwn.put(
                    names.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH).toUpperCase(Locale.ROOT), standard);
            if (names.useDaylightTime()) {
                secondsOfOwn.putIfAbsent(
                        names.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH)
                                .toUpperCase(Locale.ROOT),
                        standard + names.getDSTSavings() / 1000);
            }
        }
    }

    /**
     * The offset of a local time.
     *
     * @param text what the text says of the zone: an abbreviation, an offset, or nothing
     * @throws UnclearTime when the offset is not clear; says why
     */
    ZoneOffset offset(LocalDateTime local, String text) throws UnclearTime {
        String name = text.toUpperCase(Locale.ROOT);
        if (name.equals("UTC") || name.equals("GMT") || name.equals("Z")) {
            return ZoneOffset.UTC;
        }
        if (!name.isEmpty() && (name.charAt(0) == '+' || name.charAt(0) == '-')) {
            return numeric(name);
        }
        if (zone == null) {
            throw new UnclearTime(
                    name.isEmpty()
                            ? "has no zone: set the source's zone"
                            : "has the zone abbreviation " + name + ", which means several: set the source's zone");
        }
        Integer named = secondsOfOwn.get(name);
        List<ZoneOffset> valid = zone.getRules().getValidOffsets(local);
        if (named != null) {
            for (ZoneOffset offset : valid) {
                if (offset.getTotalSeconds() == named) {
                    return offset;
                }
            }
        }
        if (named != null && valid.isEmpty()) {
            return ZoneOffset.ofTotalSeconds(named);
        }
        if (valid.size() == 1 && named == null && (name.isEmpty() || !contradicts(name, valid.get(0)))) {
            return valid.get(0);
        }
        throw new UnclearTime(
                switch (valid.size()) {
                    case 0 -> "is in an hour that " + zone + " leaves out";
                    case 1 -> "has the zone abbreviation " + name + ", which " + zone + " has not then";
                    default -> "is in an hour that " + zone + " has twice, and does not say in which";
                });
    }

    // whether the abbreviation is known, and not only for this offset
    private static boolean contradicts(String name, ZoneOffset offset) {
        Set<Integer> known = AbbreviationsHolder.SECONDS.getOrDefault(name, Set.of());
        return !known.isEmpty() && !known.equals(Set.of(offset.getTotalSeconds()));
    }

    private static ZoneOffset numeric(String text) throws UnclearTime {
        String digits = text.substring(1).replace(":", "");
        boolean right =
                (digits.length() == 2 || digits.length() == 4) && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        try {
            if (right) {
                int hours = Integer.parseInt(digits.substring(0, 2));
                int minutes = digits.length() == 4 ? Integer.parseInt(digits.substring(2)) : 0;
                int sign = text.charAt(0) == '-' ? -1 : 1;
                return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
            }
        } catch (DateTimeException e) {
            throw new UnclearTime("has the offset " + text + ", which no zone has");
        }
        throw new UnclearTime("has the offset " + text + ", which must be such as +0200 or -03");
    }

    /** Thrown when a time is not clear; says why. */
    static final class UnclearTime extends Exception {
        private static final long serialVersionUID = 1L;

        UnclearTime(String message) {
            super(message, null, false, false);
        }
    }

    /** Abbreviations and the offsets that they mean somewhere in the world. */
    private static final class AbbreviationsHolder {
        static final Map<String, Set<Integer>> SECONDS = new HashMap<>();

        static {
            for (String id : TimeZone.getAvailableIDs()) {
                TimeZone names = TimeZone.getTimeZone(id);
                note(names.getDisplayName(false, TimeZone.SHORT, Locale.ENGLISH), names.getRawOffset());
                if (names.useDaylightTime()) {
                    note(
                            names.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH),
                            names.getRawOffset() + names.getDSTSavings());
                }
            }
        }

        private static void note(String name, int millis) {
            SECONDS.computeIfAbsent(name.toUpperCase(Locale.ROOT), n -> new HashSet<>())
                    .add(millis / 1000);
        }
    }
}
