package io.datastreamer.job.deliver.ledger;

/**
 * A range of entries that are not settled, below some that are.
 *
 * @param from number of the first
 * @param to number after the last
 * @param jumped whether a replay jumped over them, or they lie before the lane's first start; otherwise the cursor
 *     passed them because they had expired, or they wait apart
 */
public record Gap(long from, long to, boolean jumped) {}
