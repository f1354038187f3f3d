package io.datastreamer.connectors.datadog;

import java.math.BigDecimal;
import java.util.List;

/**
 * One second of a SIM's usage, as DataDog tells series apart.
 *
 * @param host what the series is about
 * @param tags further names of it, in the order in which they are sent
 * @param second seconds since the epoch
 * @param countsMessages whether its volume is a number of SMS; else bytes
 */
record Series(String host, List<String> tags, long second, boolean countsMessages) {

    /** What is counted; of points of the same series and second DataDog keeps the last, so they are added up. */
    record Sums(BigDecimal volume, BigDecimal volumeRx, BigDecimal volumeTx, BigDecimal cost) {
        Sums plus(Sums other) {
            return new Sums(
                    volume.add(other.volume),
                    volumeRx.add(other.volumeRx),
                    volumeTx.add(other.volumeTx),
                    cost.add(other.cost));
        }
    }
}
