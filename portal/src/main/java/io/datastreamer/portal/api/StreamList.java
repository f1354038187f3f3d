package io.datastreamer.portal.api;

import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.portal.store.StreamVersion;
import io.datastreamer.portal.web.FieldError;
import io.datastreamer.portal.web.Problem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A sorted page of streams. The last stream's key marks where the next page begins, so pages stay correct when streams
 * are added or removed in between.
 */
final class StreamList {
    private static final Map<String, Comparator<Key>> ORDERS = Map.of(
            "created_at", Comparator.comparing(Key::createdAt).thenComparing(Key::id),
            "name", Comparator.comparing(Key::name).thenComparing(Key::id));

    private final Comparator<Key> order;
    private final @Nullable Key after;
    private final int limit;

    /** The members that streams are sorted by. */
    private record Key(Instant createdAt, String name, String id) {
        static Key of(StreamVersion version) {
            StreamConfiguration stream = version.stream();
            Instant createdAt = stream.createdAt() == null ? Instant.EPOCH : stream.createdAt();
            return new Key(createdAt, stream.name().toLowerCase(Locale.ROOT), stream.id());
        }

        String encoded() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((createdAt + "\n" + id + "\n" + name).getBytes(UTF_8));
        }

        static Key decoded(String text) throws Problem {
            try {
                String[] parts = new String(Base64.getUrlDecoder().decode(text), UTF_8).split("\n", 3);
                if (parts.length == 3) {
                    return new Key(Instant.parse(parts[0]), parts[2], parts[1]);
                }
            } catch (IllegalArgumentException | DateTimeParseException e) {
                // reported below
            }
            throw Problem.invalid(List.of(new FieldError("after", "must be the `next` of the page before")));
        }
    }

    private record Sorted(Key key, StreamVersion version) {}

    /**
     * A page's result.
     *
     * @param items the page's streams
     * @param next where the next page begins; null on the last one
     * @param total number of streams on all pages
     */
    record Page(List<StreamVersion> items, @Nullable String next, int total) {}

    private StreamList(Comparator<Key> order, @Nullable Key after, int limit) {
        this.order = order;
        this.after = after;
        this.limit = limit;
    }

    /**
     * Reads the parameters of a request; each may be null.
     *
     * @throws Problem when one is invalid
     */
    static StreamList of(@Nullable String sort, @Nullable String after, int limit) throws Problem {
        String by = sort == null ? "created_at" : sort;
        Comparator<Key> order = ORDERS.get(by.startsWith("-") ? by.substring(1) : by);
        if (order == null) {
            throw Problem.invalid(
                    List.of(new FieldError("sort", "must be one of created_at, -created_at, name, -name")));
        }
        return new StreamList(
                by.startsWith("-") ? order.reversed() : order, after == null ? null : Key.decoded(after), limit);
    }

    Page page(Stream<StreamVersion> streams) {
        List<Sorted> all =
                streams.map(version -> new Sorted(Key.of(version), version)).toList();
        List<Sorted> rest = all.stream()
                .filter(each -> after == null || order.compare(each.key(), after) > 0)
                .sorted(Comparator.comparing(Sorted::key, order))
                .limit(limit + 1L)
                .toList();
        boolean isLast = rest.size() <= limit;
        List<Sorted> items = isLast ? rest : rest.subList(0, limit);
        return new Page(
                items.stream().map(Sorted::version).toList(),
                isLast ? null : items.get(items.size() - 1).key().encoded(),
                all.size());
    }
}
