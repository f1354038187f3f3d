package io.datastreamer.job.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one kind of JSON object: one constant each, whose name in lower case is the member's. At most 64.
 *
 * @param <E> the constants
 */
final class Members<E extends Enum<E>> {
    // so that few names collide
    private static final int PLACES_PER_MEMBER = 4;

    private final Map<String, Member<E>> byName = new HashMap<>();
    /** Members by the hash of their names; if two have the same place, the second is at the next free one. */
    private final Member<E>[] byHash;

    private final Member<E>[] required;

    /** A member with its own bit. */
    static final class Member<E extends Enum<E>> {
        private final E constant;
        private final String name;
        private final byte[] ascii;
        private final long bit;

        private Member(E constant, long bit) {
            this.constant = constant;
            this.name = nameOf(constant);
            this.ascii = name.getBytes(StandardCharsets.US_ASCII);
            this.bit = bit;
        }

        E constant() {
            return constant;
        }

        String name() {
            return name;
        }

        long bit() {
            return bit;
        }
    }

    private Members(Class<E> type, Set<E> required) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Member<E>[] requiredMembers = new Member[required.size()];
        int requiredCount = 0;
        long bit = 1;
        for (E constant : EnumSet.allOf(type)) {
            Member<E> member = new Member<>(constant, bit);
            byName.put(member.name(), member);
            if (required.contains(constant)) {
                requiredMembers[requiredCount++] = member;
            }
            bit <<= 1;
        }
        this.required = requiredMembers;
        this.byHash = byHash(byName.values());
    }

    private static <E extends Enum<E>> Member<E>[] byHash(Collection<Member<E>> members) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Member<E>[] places = new Member[Integer.highestOneBit(members.size()) * PLACES_PER_MEMBER];
        for (Member<E> member : members) {
            int place = member.name().hashCode() & (places.length - 1);
            while (places[place] != null) {
                place = (place + 1) & (places.length - 1);
            }
            places[place] = member;
        }
        return places;
    }

    /** The members of a type; the given ones must be present and not null. */
    static <E extends Enum<E>> Members<E> of(Class<E> type, Set<E> required) {
        return new Members<>(type, required);
    }

    /** The name of a member in JSON. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The member with a name; null if this kind of object has none. */
    @Nullable
    Member<E> named(String name) {
        return byName.get(name);
    }

    /**
     * The member whose name is in some bytes, in ASCII; null if this kind of object has none.
     *
     * @param hash of the name, as {@link String#hashCode} computes it
     */
    @Nullable
    Member<E> named(int hash, byte[] bytes, int start, int end) {
        int place = hash & (byHash.length - 1);
        Member<E> member;
        while ((member = byHash[place]) != null) {
            if (Arrays.equals(member.ascii, 0, member.ascii.length, bytes, start, end)) {
                return member;
            }
            place = (place + 1) & (byHash.length - 1);
        }
        return null;
    }

    /** The first required member whose bit is not among the given ones; null if all are there. */
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
