package io.datastreamer.tools.farm;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Lets a client speak TLS on the same port, if it begins so. */
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
