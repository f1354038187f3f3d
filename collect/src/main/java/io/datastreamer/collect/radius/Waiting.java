package io.datastreamer.collect.radius;

import io.datastreamer.collect.records.RecordLog;
import java.net.SocketAddress;

/**
 * A request whose record is not durable yet.
 *
 * @param key identifies a retransmission of it
 * @param from where to send the answer
 * @param answer what to send once the record is durable
 * @param record its record
 */
record Waiting(Retransmissions.Key key, SocketAddress from, byte[] answer, RecordLog.Entry record) {
    /** About how many bytes it takes besides its octets. */
    private static final int OBJECTS = 300;

    int bytes() {
        return record.bytes().length + record.key().length + answer.length + OBJECTS;
    }
}
