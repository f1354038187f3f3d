package io.datastreamer.job.element;

import io.datastreamer.job.record.Absent;
import java.util.Locale;
import java.util.Map;

/**
 * Finds the numbers of radio accesses by their names in RADIUS servers' dictionaries (3GPP TS 29.061, clause 16.4.7.2).
 */
final class RatTypes {
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("UTRAN", 1),
            Map.entry("GERAN", 2),
            Map.entry("WLAN", 3),
            Map.entry("GAN", 4),
            Map.entry("HSPA-EVOLUTION", 5),
            Map.entry("EUTRAN", 6),
            Map.entry("E-UTRAN", 6),
            Map.entry("VIRTUAL", 7),
            Map.entry("EUTRAN-NB-IOT", 8),
            Map.entry("NB-IOT", 8),
            Map.entry("LTE-M", 9),
            Map.entry("NR", 51));

    private RatTypes() {}

    /** The number of a name, or {@link Absent#NUMBER}. */
    static long ofName(String name) {
        return NUMBERS.getOrDefault(name.toUpperCase(Locale.ROOT), (int) Absent.NUMBER);
    }
}
