package io.datastreamer.connectors.spi;

import io.datastreamer.contract.RecordKind;

/**
 * How the objects are named at a place that keeps each batch as an object of its own. Names have one second as their
 * grain: the caller gives each second of a space away once, and keeps the name with the batch for all attempts.
 */
public interface ObjectNames {

    /** Within what names have to differ: everything of the place that is not in the name. No secrets. */
    String space(RecordKind kind);

    /**
     * The name of a batch.
     *
     * @param kind of its documents
     * @param epochSecond the second that was given to it, seconds since the epoch
     */
    String name(RecordKind kind, long epochSecond);
}
