package io.datastreamer.connectors.datadog;

import java.math.BigDecimal;
import java.util.List;

/**
 * One second of a SIM's usage with the names by which DataDog distinguishes series.
 *
 * @param host the subject of the series
 * @param tags its tags, in the order in which they are sent
 * @param second seconds since the epoch
 * @param countsMessages whether its volume is a number of SMS; otherwise bytes
 */
record Series(String host, List<String> tags, long second, boolean countsMessages) {

    /** The counts of a point. Of points of the same series and second DataDog keeps the last, so they are added up. */
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
