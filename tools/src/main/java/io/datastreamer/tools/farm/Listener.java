package io.datastreamer.tools.farm;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.function.Function;

/** A listening port of this machine, with its open connections. */
final class Listener implements AutoCloseable {
    private static final int BACKLOG = 1024;
    private static final int LARGEST_BODY = 64 << 20;

    private final Channel listening;
    private final ChannelGroup connections;

    private Listener(Channel listening, ChannelGroup connections) {
        this.listening = listening;
        this.connections = connections;
    }

    /**
     * Serves endpoints.
     *
     * @param at where to listen; port 0 for any free one
     * @param endpoints returns the endpoint for a request's path
     * @throws IOException when it cannot listen there
     */
    static Listener open(
            EventLoopGroup loop, InetSocketAddress at, Function<String, Endpoint> endpoints, OpenRequests openRequests)
            throws IOException {
        return bind(
                loop,
                at,
                true,
                connection -> connection
                        .pipeline()
                        .addLast(
                                new TlsDoor(),
                                new HttpServerCodec(),
                                new HttpObjectAggregator(LARGEST_BODY),
                                new Conversation(endpoints, openRequests)));
    }

    /** Accepts connections, but never reads from them. */
    static Listener deaf(EventLoopGroup loop, InetSocketAddress at) throws IOException {
        return bind(loop, at, false, connection -> {});
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Closes it and all its connections before it returns. Not to be called by the loop's own thread. */
    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        connections.close().awaitUninterruptibly();
    }

    private interface Setup {
        void of(SocketChannel connection);
    }

    private static Listener bind(EventLoopGroup loop, InetSocketAddress at, boolean reads, Setup setup)
            throws IOException {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        ChannelFuture bound = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.AUTO_READ, reads)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel connection) {
                        connections.add(connection);
                        setup.of(connection);
                    }
                })
                .bind(at)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on port " + at.getPort() + ": "
                            + bound.cause().getMessage(),
                    bound.cause());
        }
        return new Listener(bound.channel(), connections);
    }
}
