package io.datastreamer.contract;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a data stream as its customer gave them, not yet validated: JSON values by member. The integration of
 * the data stream validates them.
 *
 * <p>Settings hold secrets, so {@link #toString} shows only the members' names.
 */
public final class Settings {
    /** No settings at all. */
    public static final Settings EMPTY = new Settings(Map.of());

    private final Map<String, Object> members;

    /**
     * Deep-copies the given members.
     *
     * @param members values are {@code String}, {@code Long}, {@code BigDecimal}, {@code Boolean}, {@code List},
     *     {@code Map} of the same, or null
     */
    public Settings(Map<String, ? extends @Nullable Object> members) {
        this.members = freeze(members);
    }

    /** The members in the order in which they were given, unmodifiable at any depth. */
    public Map<String, Object> members() {
        return members;
    }

    /** The value of a member, or null when it is absent or null. */
    public @Nullable Object get(String member) {
        return members.get(member);
    }

    // a null member means the same as an absent one
    private static Map<String, Object> freeze(Map<?, ?> from) {
        Map<String, Object> copy = new LinkedHashMap<>();
        from.forEach((name, value) -> {
            if (value != null) {
                copy.put((String) name, freezeValue(value));
            }
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object freezeValue(Object value) {
        if (value instanceof Map<?, ?> map) {
            return freeze(map);
        }
        if (value instanceof List<?> list) {
            List<Object> copy = new ArrayList<>(list.size());
            for (Object element : list) {
                if (element != null) {
                    copy.add(freezeValue(element));
                }
            }
            return Collections.unmodifiableList(copy);
        }
        return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Settings that && members.equals(that.members);
    }

    @Override
    public int hashCode() {
        return members.hashCode();
    }

    @Override
    public String toString() {
        return "Settings" + members.keySet();
    }
}
