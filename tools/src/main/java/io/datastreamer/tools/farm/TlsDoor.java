package io.datastreamer.tools.farm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Switches a connection to TLS if the client starts with it, so that both work on the same port. */
final class TlsDoor extends ByteToMessageDecoder {
    private static final int HANDSHAKE = 22;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.getUnsignedByte(in.readerIndex()) == HANDSHAKE) {
            context.pipeline().replace(this, "tls", Certificate.context().newHandler(context.alloc()));
        } else {
            context.pipeline().remove(this);
        }
    }
}
