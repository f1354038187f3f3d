package io.datastreamer.connectors.conformance;

import io.datastreamer.connectors.spi.Batch;
import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A batch that throws at the n-th access: while it becomes a body, is written, or is settled. */
final class HostileBatch {
    private final Batch batch;
    private final AtomicInteger looks = new AtomicInteger();
    private final Throwable failure;
    private final int at;

    private HostileBatch(Batch honest, Throwable failure, int at) {
        this.failure = failure;
        this.at = at;
        this.batch = new Batch(
                honest.organisationId(), honest.streamId(), honest.kind(), hostile(honest.items()), honest.object());
    }

    /** A batch that throws at one access, counted from 0. */
    static HostileBatch of(Batch honest, Throwable failure, int at) {
        return new HostileBatch(honest, failure, at);
    }

    Batch batch() {
        return batch;
    }

    boolean hasThrown() {
        return looks.get() > at;
    }

    private List<Batch.Item> hostile(List<Batch.Item> honest) {
        return new AbstractList<>() {
            @Override
            public Batch.Item get(int index) {
                look();
                return honest.get(index);
            }

            @Override
            public int size() {
                look();
                return honest.size();
            }
        };
    }

    private void look() {
        if (looks.getAndIncrement() == at) {
            HostileBatch.<RuntimeException>sneak(failure);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}
