package io.datastreamer.job.deliver.journal;

import java.util.List;

/**
 * What was read of a range of numbers.
 *
 * @param entries those selected, oldest first
 * @param from the first number of the range; after it, if entries from there on are not kept any more
 * @param to before the next number to read; after the range's last one if all of it was read
 */
public record Stretch(List<Entry> entries, long from, long to) {}
