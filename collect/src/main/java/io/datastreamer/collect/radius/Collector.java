package io.datastreamer.collect.radius;

import io.datastreamer.collect.Counters;
import io.datastreamer.collect.Counters.Count;
import io.datastreamer.collect.Counters.Drop;
import io.datastreamer.collect.config.Element;
import io.datastreamer.collect.config.Elements;
import io.datastreamer.collect.config.Limits;
import io.datastreamer.collect.records.RecordLog;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives Accounting-Requests in one thread and makes their records durable in another. Records that arrive meanwhile
 * are stored together and answered then. By the protocol, elements resend what is not answered.
 */
public final class Collector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Collector.class);

    private final Elements elements;
    private final Limits limits;
    private final RecordLog log;
    private final Counters counters;
    private final Clock clock;
    private final DatagramChannel channel;
    private final Intake intake;
    private final Retransmissions retransmissions;
    private final Complaints complaints = new Complaints();
    private final Thread receiver = new Thread(this::receive, "receive");
    private final Thread committer = new Thread(this::commit, "commit");
    private volatile boolean failed;

    /**
     * Opens the port. {@link #start} begins to accept requests.
     *
     * @param log closed together with this collector
     * @throws IOException when the port cannot be opened
     */
    public Collector(
            InetSocketAddress address, Elements elements, Limits limits, RecordLog log, Counters counters, Clock clock)
            throws IOException {
        this.elements = elements;
        this.limits = limits;
        this.log = log;
        this.counters = counters;
        this.clock = clock;
        this.intake = new Intake(limits.waiting(), limits.waitingBytes());
        this.retransmissions =
                new Retransmissions(limits.remembered(), limits.rememberedFor().toNanos(), System.nanoTime());
        counters.waiting(intake::size, intake::bytes);
        this.channel = open(address, limits.socketBytes());
    }

    private static DatagramChannel open(InetSocketAddress address, int socketBytes) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, socketBytes);
            int granted = channel.getOption(StandardSocketOptions.SO_RCVBUF);
            if (granted < socketBytes) {
                LOG.warn(
                        "the system grants {} octets for requests that have not been read, of {}: raise net.core.rmem_max",
                        granted,
                        socketBytes);
            }
            return channel.bind(address);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Begins to accept requests. */
    public void start() {
        committer.start();
        receiver.start();
    }

    /** The open port. */
    public int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    /** Whether a thread has failed: the process is then of no use any more. */
    public boolean hasFailed() {
        return failed;
    }

    private void receive() {
        ByteBuffer datagram = ByteBuffer.allocate(Packet.MOST_OCTETS + 1);
        Packet packet = new Packet();
        DetailText text = new DetailText();
        try {
            while (true) {
                datagram.clear();
                SocketAddress from = channel.receive(datagram);
                if (from instanceof InetSocketAddress source) {
                    counters.count(Count.REQUESTS);
                    Packet.Kind kind = packet.open(datagram.array(), datagram.position());
                    receive(packet, kind, text, source);
                }
            }
        } catch (ClosedChannelException e) {
            // expected: close() ends the thread
        } catch (IOException | RuntimeException | Error e) {
            fail("receiving", e);
        }
    }

    private void receive(Packet packet, Packet.Kind kind, DetailText text, InetSocketAddress source) {
        Element element = elements.of(source.getAddress());
        if (element == null) {
            drop(Drop.UNKNOWN_SOURCE, source);
        } else if (kind == Packet.Kind.MALFORMED) {
            drop(Drop.MALFORMED, source);
        } else if (kind == Packet.Kind.OTHER) {
            drop(Drop.OTHER_CODE, source);
        } else if (!packet.isAuthentic(element.secret())) {
            drop(Drop.WRONG_AUTHENTICATOR, source);
        } else {
            take(packet, element, text, source);
        }
    }

    private void take(Packet packet, Element element, DetailText text, InetSocketAddress source) {
        Retransmissions.Key key = packet.key(source);
        switch (retransmissions.seen(key, System.nanoTime())) {
            case WAITING -> counters.count(Count.RETRANSMISSIONS);
            case STORED -> {
                counters.count(Count.RETRANSMISSIONS);
                answer(packet.answer(element.secret()), source);
            }
            case NEW -> {
                byte[] block = text.block(packet, source.getAddress(), clock.millis() / 1000);
                RecordLog.Entry entry = new RecordLog.Entry(packet.session(), block);
                if (!intake.offer(new Waiting(key, source, packet.answer(element.secret()), entry))) {
                    retransmissions.forget(key);
                    drop(Drop.OVERLOAD, source);
                }
            }
        }
    }

    private void drop(Drop drop, InetSocketAddress source) {
        counters.drop(drop);
        complaints.say(drop, source);
    }

    private void commit() {
        try {
            for (List<Waiting> batch = intake.take(); !batch.isEmpty(); batch = intake.take()) {
                commit(batch);
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            fail("making records durable", e);
        }
    }

    private void commit(List<Waiting> batch) {
        long start = System.nanoTime();
        BitSet stored;
        try {
            stored = log.append(batch.stream().map(Waiting::record).toList());
        } catch (IOException e) {
            stored = new BitSet();
            complaints.say(e);
        }
        counters.committed(stored.cardinality(), System.nanoTime() - start);
        for (int i = 0; i < batch.size(); i++) {
            Waiting request = batch.get(i);
            if (stored.get(i)) {
                retransmissions.stored(request.key());
                answer(request.answer(), request.from());
            } else {
                retransmissions.forget(request.key());
                counters.drop(Drop.NOT_STORED);
            }
        }
        intake.settled(batch);
    }

    // if the answer is lost, the element resends the request
    private void answer(byte[] answer, SocketAddress to) {
        try {
            channel.send(ByteBuffer.wrap(answer), to);
            counters.count(Count.ANSWERS);
        } catch (IOException e) {
            counters.drop(Drop.NOT_ANSWERED);
        }
    }

    private void fail(String what, Throwable cause) {
        failed = true;
        LOG.error("{} has failed: the process ends", what, cause);
    }

    /** Accepts no more requests; waiting ones are made durable and answered. */
    @Override
    public void close() throws IOException, InterruptedException {
        // the receiving thread reads on until the port is closed, but accepts nothing more
        intake.close();
        committer.join(limits.endWithin().toMillis());
        channel.close();
        receiver.join();
        log.close();
    }
}
