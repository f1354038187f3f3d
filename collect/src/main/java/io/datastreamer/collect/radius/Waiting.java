package io.datastreamer.collect.radius;

import io.datastreamer.collect.records.RecordLog;
import java.net.SocketAddress;

/**
 * A request whose record is not durable yet.
 *
 * @param key what it is known by when it comes again
 * @param from where the answer goes
 * @param answer what is sent then
 * @param record its record
 */
record Waiting(Retransmissions.Key key, SocketAddress from, byte[] answer, RecordLog.Entry record) {
    /** About what it takes besides its octets. */
    private static final int OBJECTS = 300;

    int bytes() {
        return record.bytes().length + record.key().length + answer.length + OBJECTS;
    }
}
