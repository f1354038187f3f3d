package io.datastreamer.job.deliver.engine;

import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.pull.PullIntegration;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Integration;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.LookBack;
import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Places that documents go to, which answer as a test says. */
final class Places {
    /** Requests without an answer. */
    final Deque<Request> open = new ArrayDeque<>();
    /** Requests that the engine has cancelled. */
    final List<Request> cancelled = new ArrayList<>();
    /** Ids that each stream's place has accepted, in order, with repetitions. */
    final Map<String, List<Long>> accepted = new LinkedHashMap<>();

    Function<StreamConfiguration, Limits> limits = stream -> new Limits(1000, 1 << 20, Duration.ZERO, 1);
    Function<StreamConfiguration, @Nullable ObjectNames> names = stream -> null;
    Function<StreamConfiguration, @Nullable LookBack> lookBacks = stream -> null;
    Function<StreamConfiguration, String> receivers = stream -> "receiver of " + stream.id();
    /** How much heap clients use for documents before they are sent. */
    LongUnaryOperator heap = jsonBytes -> 0;
    /** Answers requests at once, or leaves them open. */
    Function<Request, @Nullable Outcome> answers = request -> Outcome.delivered(200);
    /** Gets a request that the engine wants to cancel, after it was removed from the open ones. */
    Consumer<Request> whenCancelled = request -> {};

    /** The integrations that lead to these places. */
    Integrations integrations() {
        return new Integrations(
                List.of(new Way(ApiType.REST_API_BULK), new Way(ApiType.REST_API), new PullIntegration()));
    }

    void finish(Request request, Outcome outcome) {
        List<Long> taken = accepted.computeIfAbsent(request.streamId(), id -> new ArrayList<>());
        Outcome.Parts parts = outcome.parts();
        if (outcome.verdict() == DeliveryAttempt.Outcome.DELIVERED) {
            taken.addAll(request.ids());
        } else if (parts != null) {
            parts.delivered().stream().forEach(i -> taken.add(request.ids().get(i)));
        }
        request.whenDone().accept(outcome);
    }

    private final class Way implements Integration {
        private final ApiType type;

        Way(ApiType type) {
            this.type = type;
        }

        @Override
        public ApiType apiType() {
            return type;
        }

        @Override
        public Client open(StreamConfiguration stream) throws SettingsException {
            if (stream.settings().get("broken") != null) {
                throw new SettingsException("url: is missing");
            }
            if (stream.settings().get("throws") != null) {
                throw new IllegalStateException("no such thing");
            }
            return new Place(stream);
        }
    }

    private final class Place implements Client {
        private final StreamConfiguration stream;

        Place(StreamConfiguration stream) {
            this.stream = stream;
        }

        @Override
        public String receiver() {
            return receivers.apply(stream);
        }

        @Override
        public String target() {
            return "place of " + stream.id();
        }

        @Override
        public @Nullable ObjectNames objectNames() {
            return names.apply(stream);
        }

        @Override
        public @Nullable LookBack lookBack() {
            return lookBacks.apply(stream);
        }

        @Override
        public Limits limits() {
            return limits.apply(stream);
        }

        @Override
        public long heapOnItsWay(long jsonBytes) {
            return heap.applyAsLong(jsonBytes);
        }

        @Override
        public Sending send(Batch batch, Consumer<Outcome> whenDone) {
            Request request = new Request(stream.id(), batch, whenDone, stream.settings());
            Outcome outcome = answers.apply(request);
            if (outcome != null) {
                finish(request, outcome);
                return () -> {};
            }
            open.add(request);
            return () -> {
                if (open.remove(request)) {
                    cancelled.add(request);
                    finish(request, Outcome.unanswered(504, "cancelled"));
                } else {
                    whenCancelled.accept(request);
                }
            };
        }

        @Override
        public void close() {}
    }
}
