package io.datastreamer.connectors.pull;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import io.datastreamer.contract.QuestionCodec;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Converts documents to the customer's form, for fetching; sends none. */
final class PullClient implements Client {
    private static final int NOT_FOUND = 404;
    /** An answer is one message of a topic, which accepts 1 MB by default. */
    private static final Limits LIMITS = new Limits(QuestionCodec.MOST_DOCUMENTS, 768L << 10, Duration.ZERO, 1);

    private final Form form;

    PullClient(Form form) {
        this.form = form;
    }

    @Override
    public String target() {
        return "fetched by the customer";
    }

    @Override
    public String receiver() {
        return "";
    }

    @Override
    public Limits limits() {
        return form.limits(LIMITS);
    }

    @Override
    public UnaryOperator<Batch> fetched() {
        return form::of;
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        whenDone.accept(Outcome.contentUnfit(NOT_FOUND, "documents of this data stream are fetched, not sent"));
        return () -> {};
    }

    @Override
    public void close() {
        // nothing to close
    }
}
