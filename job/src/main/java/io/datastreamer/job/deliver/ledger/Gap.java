package io.datastreamer.job.deliver.ledger;

/**
 * Numbers of entries that are not settled, below some that are.
 *
 * @param from the first
 * @param to behind the last
 * @param jumped whether a replay jumped over them, or they lie before the lane's first start; otherwise they were passed
 *     since they had expired, or wait apart
 */
public record Gap(long from, long to, boolean jumped) {}
