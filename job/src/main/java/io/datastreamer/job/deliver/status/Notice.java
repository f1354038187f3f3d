package io.datastreamer.job.deliver.status;

import io.datastreamer.job.deliver.lane.Bound;
import io.datastreamer.job.deliver.lane.Intake;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.StreamLanes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a stream's status says of learnt sizes, of documents that wait apart, and of a certificate's end. */
final class Notice {
    private static final long KILO = 1_000;
    private static final Duration SOON = Duration.ofDays(30);

    private Notice() {}

    /** How many documents wait apart. */
    static long apart(StreamLanes stream) {
        return stream.lanes().stream()
                .mapToLong(lane -> lane.cursor().apart().size())
                .sum();
    }

    /** About the most bytes that the receiver takes; null while no limit is known. */
    static @Nullable Long takesBytes(StreamLanes stream) {
        return least(stream, Intake::bytes);
    }

    /** About the most documents that the receiver takes; null while no limit is known. */
    static @Nullable Long takesRecords(StreamLanes stream) {
        return least(stream, Intake::documents);
    }

    private static @Nullable Long least(StreamLanes stream, Function<Intake, Bound> measure) {
        Long least = null;
        for (Lane lane : stream.lanes()) {
            Bound bound = measure.apply(lane.cursor().intake());
            if (bound.isKnown() && bound.taken() > 0 && (least == null || bound.taken() < least)) {
                least = bound.taken();
            }
        }
        return least;
    }

    /** The same in words, and whether a certificate ends soon; null if there is nothing to say. */
    static @Nullable String of(StreamLanes stream, Instant now) {
        Long bytes = takesBytes(stream);
        Long records = takesRecords(stream);
        long apart = apart(stream);
        List<String> parts = new ArrayList<>();
        if (bytes != null) {
            parts.add("the receiver takes at most about " + size(bytes) + " a request");
        }
        if (records != null) {
            parts.add("the receiver takes at most about " + records + (records == 1 ? " document" : " documents")
                    + " a request");
        }
        if (apart > 0) {
            parts.add(apart + (apart == 1 ? " document waits" : " documents wait")
                    + " apart, since the receiver takes others and not "
                    + (apart == 1 ? "this one" : "these"));
        }
        Instant ends = stream.certificateExpiresAt();
        if (ends != null && ends.isBefore(now.plus(SOON))) {
            parts.add("the client certificate " + (ends.isBefore(now) ? "has expired at " : "expires at ")
                    + ends.truncatedTo(ChronoUnit.SECONDS));
        }
        return parts.isEmpty() ? null : String.join("; ", parts);
    }

    private static String size(long bytes) {
        return bytes < KILO ? bytes + " bytes" : Math.round((double) bytes / KILO) + " kB";
    }
}
