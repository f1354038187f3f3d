package io.datastreamer.connectors.spi;

import io.datastreamer.contract.RecordKind;

/**
 * Names the objects at a place that keeps each batch as an object. Names have a resolution of one second: the caller
 * assigns each second of a space once, and keeps the name with the batch for all attempts.
 */
public interface ObjectNames {

    /** The space within which names must differ: everything about the place that is not in the name. No secrets. */
    String space(RecordKind kind);

    /**
     * Returns the name of a batch.
     *
     * @param kind the kind of its documents
     * @param epochSecond the second assigned to it, in seconds since the epoch
     */
    String name(RecordKind kind, long epochSecond);
}
