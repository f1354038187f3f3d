package io.datastreamer.collect;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** Counts what happens since the start, and shows it in Prometheus' text format. Thread-safe. */
public final class Counters {
    private static final String PREFIX = "data_streamer_collect_";

    private final Map<Count, LongAdder> counts = adders(Count.class);
    private final Map<Drop, LongAdder> drops = adders(Drop.class);
    private final LongAdder commitNanos = new LongAdder();
    private volatile LongSupplier waiting = () -> 0;
    private volatile LongSupplier waitingBytes = () -> 0;

    /** What can happen to requests. */
    public enum Count {
        REQUESTS("Datagrams that have come."),
        RECORDS("Records that are durable."),
        ANSWERS("Answers that were sent."),
        RETRANSMISSIONS("Requests that came again and made no second record."),
        COMMITS("Times that records were made durable, many at once.");

        private final String help;

        Count(String help) {
            this.help = help;
        }
    }

    /** Why a datagram is not answered. */
    public enum Drop {
        /** No element has the sender's address. */
        UNKNOWN_SOURCE,
        /** It is not a RADIUS packet. */
        MALFORMED,
        /** It is not an Accounting-Request. */
        OTHER_CODE,
        /** The authenticator does not match the element's secret. */
        WRONG_AUTHENTICATOR,
        /** Dropped because too many requests wait. */
        OVERLOAD,
        /** The record could not be made durable. */
        NOT_STORED,
        /** The answer could not be sent. */
        NOT_ANSWERED
    }

    // never changed after it is created, so any thread may read it
    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> kind) {
        Map<E, LongAdder> adders = new EnumMap<>(kind);
        for (E constant : kind.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }

    private LongAdder adder(Count count) {
        return Objects.requireNonNull(counts.get(count));
    }

    private LongAdder adder(Drop drop) {
        return Objects.requireNonNull(drops.get(drop));
    }

    /** Counts one more. */
    public void count(Count count) {
        adder(count).increment();
    }

    /** Counts one dropped datagram. */
    public void drop(Drop drop) {
        adder(drop).increment();
    }

    /** Counts records that became durable together. */
    public void committed(int records, long nanos) {
        adder(Count.COMMITS).increment();
        adder(Count.RECORDS).add(records);
        commitNanos.add(nanos);
    }

    /** Sets where to read the numbers of waiting requests and bytes. */
    public void waiting(LongSupplier requests, LongSupplier bytes) {
        waiting = requests;
        waitingBytes = bytes;
    }

    /** How often this has happened. */
    public long of(Count count) {
        return adder(count).sum();
    }

    /** How many datagrams were dropped for this reason. */
    public long of(Drop drop) {
        return adder(drop).sum();
    }

    /** All counters in Prometheus' text format. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Count count : Count.values()) {
            String name = name(count) + "_total";
            head(text, name, count.help, "counter").append(PREFIX).append(name);
            text.append(' ').append(of(count)).append('\n');
        }
        head(text, "dropped_total", "Datagrams that are not answered, by reason.", "counter");
        for (Drop drop : Drop.values()) {
            text.append(PREFIX).append("dropped_total{reason=\"").append(name(drop));
            text.append("\"} ").append(of(drop)).append('\n');
        }
        head(text, "commit_seconds_total", "Time that making records durable has taken.", "counter");
        text.append(PREFIX)
                .append("commit_seconds_total ")
                .append(commitNanos.sum() / 1e9)
                .append('\n');
        head(text, "waiting", "Requests whose records are not durable yet.", "gauge");
        text.append(PREFIX).append("waiting ").append(waiting.getAsLong()).append('\n');
        head(text, "waiting_bytes", "Octets of the records that are not durable yet.", "gauge");
        text.append(PREFIX)
                .append("waiting_bytes ")
                .append(waitingBytes.getAsLong())
                .append('\n');
        return text.toString();
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static StringBuilder head(StringBuilder text, String name, String help, String type) {
        text.append("# HELP ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        return text.append("# TYPE ")
                .append(PREFIX)
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }
}
