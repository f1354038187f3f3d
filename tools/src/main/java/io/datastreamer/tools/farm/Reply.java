package io.datastreamer.tools.farm;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/** Sends the answer to one request, good or bad. Used by the loop's thread. */
final class Reply {
    private static final long DRIP_MILLIS = 1000;
    private static final long FLOOD_MILLIS = 5;
    private static final byte[] DROP = {'x'};
    private static final byte[] PIECE = "x".repeat(16 << 10).getBytes(US_ASCII);
    private static final byte[] HEADER_LINES =
            ("X-Filler: " + "x".repeat(100) + "\r\n").repeat(100).getBytes(US_ASCII);

    private final ChannelHandlerContext context;
    private final Channel connection;
    private final Runnable whenComplete;

    Reply(ChannelHandlerContext context, Runnable whenComplete) {
        this.context = context;
        this.connection = context.channel();
        this.whenComplete = whenComplete;
    }

    /** Sends a complete answer without a body. */
    void plain(int status, @Nullable Duration retryAfter, Runnable headSent) {
        var response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(status));
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, 0);
        if (retryAfter != null) {
            response.headers().setInt(HttpHeaderNames.RETRY_AFTER, (int) retryAfter.toSeconds());
        }
        if (status >= 300 && status < 400) {
            // a client that follows the redirect would reach an endpoint where it is noticed
            int port = ((InetSocketAddress) connection.localAddress()).getPort();
            response.headers().set(HttpHeaderNames.LOCATION, "http://127.0.0.1:" + port + "/redirected");
        }
        // first, so that it is recorded before the client has the answer
        headSent.run();
        whenComplete.run();
        var unused = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    /** Sends what the fault makes of the answer; the connection stays open unless the fault closes it. */
    void faulty(Fault fault, int status, Runnable headSent) {
        switch (fault) {
            case REFUSED, UNREACHABLE, DEAF, RESET -> reset();
            case BLACK_HOLE -> {}
            case CLOSE -> {
                var unused = connection.close();
            }
            case CUT -> writeLast(statusLine(status) + "Content-Len");
            case GARBAGE -> writeLast("\u0001\u0002 this is not HTTP\r\n\r\n");
            case SLOW_HEAD -> {
                write(statusLine(status) + "X-Slow: ");
                repeat(DROP, DRIP_MILLIS);
            }
            case ENDLESS_HEAD -> {
                write(statusLine(status));
                repeat(HEADER_LINES, FLOOD_MILLIS);
            }
            case DRIP -> {
                headSent.run();
                write(statusLine(status) + "Content-Length: 3600\r\n\r\n");
                repeat(DROP, DRIP_MILLIS);
            }
            case ENDLESS -> {
                headSent.run();
                write(statusLine(status) + "Connection: close\r\n\r\n");
                repeat(PIECE, FLOOD_MILLIS);
            }
            case NO_LENGTH -> {
                headSent.run();
                write(statusLine(status) + "\r\nx");
            }
            case HUGE -> {
                headSent.run();
                write(statusLine(status) + "Content-Length: " + (1L << 40) + "\r\n\r\n");
                repeat(PIECE, FLOOD_MILLIS);
            }
        }
    }

    private static String statusLine(int status) {
        return "HTTP/1.1 " + HttpResponseStatus.valueOf(status) + "\r\n";
    }

    private void reset() {
        connection.config().setOption(ChannelOption.SO_LINGER, 0);
        var unused = connection.close();
    }

    private void repeat(byte[] piece, long millis) {
        var unused = context.executor()
                .schedule(
                        () -> {
                            if (connection.isActive()) {
                                if (connection.isWritable()) {
                                    write(Unpooled.wrappedBuffer(piece));
                                }
                                repeat(piece, millis);
                            }
                        },
                        millis,
                        TimeUnit.MILLISECONDS);
    }

    private void write(String text) {
        write(Unpooled.copiedBuffer(text, US_ASCII));
    }

    private void write(ByteBuf bytes) {
        var unused = pastTheCodec(bytes);
    }

    private void writeLast(String text) {
        var unused = pastTheCodec(Unpooled.copiedBuffer(text, US_ASCII)).addListener(ChannelFutureListener.CLOSE);
    }

    // the codec would only write complete answers
    private ChannelFuture pastTheCodec(ByteBuf bytes) {
        return context.pipeline().context(HttpServerCodec.class).writeAndFlush(bytes);
    }
}
