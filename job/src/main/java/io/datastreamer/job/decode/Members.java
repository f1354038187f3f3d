package io.datastreamer.job.decode;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one kind of JSON object: a constant each, whose name in lower case is the member's. At most 64.
 *
 * @param <E> the constants
 */
final class Members<E extends Enum<E>> {
    private final Map<String, Member<E>> byName = new HashMap<>();
    private final Member<E>[] required;

    /** A member with a bit of its own. */
    record Member<E extends Enum<E>>(E constant, String name, long bit) {}

    private Members(Class<E> type, Set<E> required) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Member<E>[] requiredMembers = new Member[required.size()];
        int requiredCount = 0;
        long bit = 1;
        for (E constant : EnumSet.allOf(type)) {
            Member<E> member = new Member<>(constant, nameOf(constant), bit);
            byName.put(member.name(), member);
            if (required.contains(constant)) {
                requiredMembers[requiredCount++] = member;
            }
            bit <<= 1;
        }
        this.required = requiredMembers;
    }

    /** Members of which the given ones must be there and not null. */
    static <E extends Enum<E>> Members<E> of(Class<E> type, Set<E> required) {
        return new Members<>(type, required);
    }

    /** The name of a member as it stands in JSON. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The member of a name; null when this kind of object has none such. */
    @Nullable
    Member<E> named(String name) {
        return byName.get(name);
    }

    /** The first required member whose bit is not among the given ones; null when all are there. */
    @Nullable
    Member<E> firstMissing(long present) {
        for (Member<E> member : required) {
            if ((present & member.bit()) == 0) {
                return member;
            }
        }
        return null;
    }
}
