package io.datastreamer.tools.farm;

import io.datastreamer.tools.farm.Behaviour.Choice;
import io.datastreamer.tools.farm.Behaviour.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and writes a {@link Behaviour} as text: a word for a fault, and {@code key=value}, separated by commas. */
final class BehaviourText {
    private static final String HEALTHY = "healthy";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|min|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "min",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1));

    private @Nullable Fault fault;
    private int status;
    private @Nullable Duration retryAfter;
    private Duration latency = Duration.ZERO;
    private Duration jitter = Duration.ZERO;
    private Duration perDocument = Duration.ZERO;
    private Duration idle = Duration.ZERO;
    private double share = 1;
    private Set<Long> poison = Set.of();
    private long over = -1;
    private Duration up = Duration.ZERO;
    private Duration down = Duration.ZERO;

    private BehaviourText() {}

    static Behaviour parse(String text) {
        BehaviourText read = new BehaviourText();
        Set<String> seen = new HashSet<>();
        for (String part : text.strip().split(" *, *", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (!seen.add(key)) {
                throw new IllegalArgumentException(key + " is given twice");
            }
            if (equals >= 0) {
                read.set(key, part.substring(equals + 1));
            } else if (!key.equals(HEALTHY)) {
                read.setFault(key);
            }
        }
        return read.behaviour();
    }

    static String write(Behaviour behaviour) {
        List<String> parts = new ArrayList<>();
        if (behaviour.fault() != null) {
            parts.add(behaviour.fault().word());
        }
        if (behaviour.status() != usualStatus(behaviour.fault(), behaviour.choice())) {
            parts.add("status=" + behaviour.status());
        }
        if (behaviour.retryAfter() != null) {
            parts.add("retry-after=" + behaviour.retryAfter().toSeconds() + "s");
        }
        Times times = behaviour.times();
        write(parts, "latency", times.latency());
        write(parts, "jitter", times.jitter());
        write(parts, "per-document", times.perDocument());
        write(parts, "idle", times.idle());
        Choice choice = behaviour.choice();
        if (choice.share() < 1) {
            parts.add("share=" + choice.share());
        }
        if (!choice.poison().isEmpty()) {
            parts.add(new TreeSet<>(choice.poison())
                    .stream().map(String::valueOf).collect(Collectors.joining("+", "poison=", "")));
        }
        if (choice.over() >= 0) {
            parts.add("over=" + choice.over());
        }
        write(parts, "up", behaviour.up());
        write(parts, "down", behaviour.down());
        return parts.isEmpty() ? HEALTHY : String.join(",", parts);
    }

    private static void write(List<String> parts, String key, Duration duration) {
        if (!duration.isZero()) {
            parts.add(key + "=" + duration.toMillis() + "ms");
        }
    }

    private static int usualStatus(@Nullable Fault fault, Choice choice) {
        return fault == null ? choice.usualStatus() : 200;
    }

    private void setFault(String word) {
        if (fault != null) {
            throw new IllegalArgumentException(fault.word() + " and " + word + ": one fault is possible");
        }
        fault = Fault.of(word)
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is no fault; there are "
                        + List.of(Fault.values()).stream().map(Fault::word).collect(Collectors.joining(", "))));
    }

    private void set(String key, String value) {
        switch (key) {
            case "status" -> status = (int) number(key, value, 200, 599);
            case "retry-after" -> retryAfter = duration(key, value);
            case "latency" -> latency = duration(key, value);
            case "jitter" -> jitter = duration(key, value);
            case "per-document" -> perDocument = duration(key, value);
            case "idle" -> idle = duration(key, value);
            case "share" -> share = share(value);
            case "over" -> over = number(key, value, 0, Long.MAX_VALUE);
            case "poison" ->
                poison = Pattern.compile("\\+")
                        .splitAsStream(value)
                        .map(id -> number(key, id, 0, Long.MAX_VALUE))
                        .collect(Collectors.toSet());
            case "up" -> up = duration(key, value);
            case "down" -> down = duration(key, value);
            default ->
                throw new IllegalArgumentException("'" + key
                        + "' is not known; there are status, retry-after, latency, jitter, per-document, idle, share,"
                        + " poison, over, up and down");
        }
    }

    private Behaviour behaviour() {
        if (up.isZero() != down.isZero()) {
            throw new IllegalArgumentException("a schedule needs both up and down, such as up=50s,down=10s");
        }
        Choice choice = new Choice(share, poison, over);
        if (fault != null && fault.isOfConnections() && choice.isOfRequests()) {
            throw new IllegalArgumentException(
                    fault.word() + " meets connections, not requests: it cannot go with share, poison or over");
        }
        return new Behaviour(
                fault,
                status == 0 ? usualStatus(fault, choice) : status,
                retryAfter,
                new Times(latency, jitter, perDocument, idle),
                choice,
                up,
                down);
    }

    private static double share(String value) {
        try {
            double share = Double.parseDouble(value);
            if (share >= 0 && share <= 1) {
                return share;
            }
        } catch (NumberFormatException e) {
            // reported below, with what is expected
        }
        throw new IllegalArgumentException("share=" + value + ": expected is a number from 0 to 1");
    }

    private static long number(String key, String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, with what is expected
        }
        throw new IllegalArgumentException(
                key + "=" + value + ": expected is a whole number from " + least + " to " + most);
    }

    private static Duration duration(String key, String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(key + "=" + value + ": expected is a time such as 20ms, 5s or 1min");
        }
        Duration unit = UNITS.getOrDefault(matcher.group(2), Duration.ZERO);
        return unit.multipliedBy(Long.parseLong(matcher.group(1)));
    }
}
