package io.datastreamer.job.normalize;

/** Writes the member {@code volume}. */
final class VolumeMember {
    private VolumeMember() {}

    /** Writes bytes in MB of 10^6 bytes. */
    static void write(long rxBytes, long txBytes, JsonBuffer json) {
        json.beginObject(Names.VOLUME)
                .memberMillionths(Names.RX, rxBytes)
                .memberMillionths(Names.TX, txBytes)
                .memberMillionths(Names.TOTAL, rxBytes + txBytes)
                .endObject();
    }

    /** Writes numbers of messages. */
    static void writeMessages(long rx, long tx, JsonBuffer json) {
        json.beginObject(Names.VOLUME)
                .member(Names.RX, rx)
                .member(Names.TX, tx)
                .member(Names.TOTAL, rx + tx)
                .endObject();
    }
}
