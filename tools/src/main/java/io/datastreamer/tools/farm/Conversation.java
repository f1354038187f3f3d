package io.datastreamer.tools.farm;

import io.datastreamer.tools.receive.DocumentKey;
import io.datastreamer.tools.receive.DocumentScan;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Handles one connection: records the documents of each request, and answers as the endpoint decides. */
final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final int NOT_A_POST = 405;
    private static final int NO_DOCUMENTS = 400;
    private static final int FEW = 16;

    private final Function<String, Endpoint> endpoints;
    private final OpenRequests openRequests;
    private long[] ids = new long[FEW];
    private long[] keys = new long[FEW];
    private long[] volumes = new long[FEW];
    private int count;
    private int withoutId;
    private boolean isOpen;
    private long requests;

    Conversation(Function<String, Endpoint> endpoints, OpenRequests openRequests) {
        this.endpoints = endpoints;
        this.openRequests = openRequests;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        isOpen = true;
        requests++;
        openRequests.opened();
        Reply reply = new Reply(context, this::complete);
        if (!request.method().equals(HttpMethod.POST)) {
            reply.plain(NOT_A_POST, null, () -> {});
            return;
        }
        byte[] body = ByteBufUtil.getBytes(
                request.content(),
                request.content().readerIndex(),
                request.content().readableBytes(),
                false);
        if (!read(body)) {
            reply.plain(NO_DOCUMENTS, null, () -> {});
            return;
        }
        Endpoint endpoint = endpoints.apply(request.uri());
        int number = endpoint.arrivals().came(System.nanoTime(), keys, volumes, count, withoutId);
        Endpoint.Answer answer = endpoint.answer(ids, count, body.length);
        endpoint.hold(context.channel());
        Runnable send = () -> send(context, endpoint, number, answer, reply);
        if (answer.delayMillis() == 0) {
            send.run();
        } else {
            var unused = context.executor().schedule(send, answer.delayMillis(), TimeUnit.MILLISECONDS);
        }
        if (ids.length > 4096) {
            // an idle connection holds little memory
            ids = new long[FEW];
            keys = new long[FEW];
            volumes = new long[FEW];
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        complete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // the client has closed the connection, or does not speak HTTP
        var unused = context.close();
    }

    private void send(
            ChannelHandlerContext context, Endpoint endpoint, int number, Endpoint.Answer answer, Reply reply) {
        if (!context.channel().isActive()) {
            return;
        }
        Runnable headSent = () -> endpoint.arrivals().answered(number, answer.status());
        if (answer.fault() == null) {
            endpoint.release(context.channel());
            reply.plain(answer.status(), answer.retryAfter(), headSent);
            closeWhenIdle(context, endpoint.behaviour().times().idle());
        } else {
            reply.faulty(answer.fault(), answer.status(), headSent);
        }
    }

    private void closeWhenIdle(ChannelHandlerContext context, Duration idle) {
        long answered = requests;
        if (!idle.isZero()) {
            var unused = context.executor()
                    .schedule(() -> closeUnlessUsed(context, answered), idle.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void closeUnlessUsed(ChannelHandlerContext context, long answered) {
        if (requests == answered) {
            var unused = context.close();
        }
    }

    private void complete() {
        if (isOpen) {
            isOpen = false;
            openRequests.closed();
        }
    }

    private boolean read(byte[] body) {
        count = 0;
        withoutId = 0;
        return DocumentScan.scan(body, body.length, (from, to, id, event) -> {
            if (id == DocumentScan.NO_ID) {
                withoutId++;
                return;
            }
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, count * 2);
                keys = Arrays.copyOf(keys, count * 2);
                volumes = Arrays.copyOf(volumes, count * 2);
            }
            ids[count] = id;
            volumes[count] = event ? 0 : DocumentScan.volume(body, from, to);
            keys[count++] = DocumentKey.of(id, event);
        });
    }
}
