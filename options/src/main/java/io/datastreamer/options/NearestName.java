package io.datastreamer.options;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Suggests the known name that a mistyped one probably means. */
public final class NearestName {
    private NearestName() {}

    /** Returns the known name nearest to the given one, or null when none is near. */
    public static @Nullable String of(String given, Collection<String> known) {
        String nearest = null;
        int least = Math.max(2, given.length() / 3) + 1;
        for (String name : known) {
            int distance = name.endsWith("." + given) || name.startsWith(given) ? 1 : distance(given, name);
            if (distance < least) {
                nearest = name;
                least = distance;
            }
        }
        return nearest;
    }

    // Levenshtein distance: the fewest letters to insert, delete or replace
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
