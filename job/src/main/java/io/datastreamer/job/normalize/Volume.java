package io.datastreamer.job.normalize;

/** The member {@code volume}. */
final class Volume {
    private Volume() {}

    /** In MB of 10^6 bytes. */
    static void write(long rxBytes, long txBytes, JsonBuffer json) {
        json.beginObject(Names.VOLUME)
                .memberMillionths(Names.RX, rxBytes)
                .memberMillionths(Names.TX, txBytes)
                .memberMillionths(Names.TOTAL, rxBytes + txBytes)
                .endObject();
    }

    /** In messages. */
    static void writeMessages(long rx, long tx, JsonBuffer json) {
        json.beginObject(Names.VOLUME)
                .member(Names.RX, rx)
                .member(Names.TX, tx)
                .member(Names.TOTAL, rx + tx)
                .endObject();
    }
}
