package io.datastreamer.benchmarks.probe;

import java.util.List;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** For {@code AsyncDataStream}: posts each document. What fails or takes too long is lost, and goes on. */
final class PostFunction extends RichAsyncFunction<Long, Long> {
    private static final long serialVersionUID = 1L;

    private final Tenants tenants;

    PostFunction(Tenants tenants) {
        this.tenants = tenants;
    }

    @Override
    public void asyncInvoke(Long document, ResultFuture<Long> result) {
        var unused = tenants.post(tenants.tenantOf(document), List.of(document))
                .thenAccept(taken -> result.complete(List.of(document)));
    }

    @Override
    public void timeout(Long document, ResultFuture<Long> result) {
        result.complete(List.of(document));
    }
}
