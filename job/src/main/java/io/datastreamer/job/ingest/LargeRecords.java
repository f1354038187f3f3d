package io.datastreamer.job.ingest;

import io.datastreamer.contract.ContractException;
import io.datastreamer.contract.FittedJson;

/** Shortens records that are larger than their output takes. */
final class LargeRecords {
    private LargeRecords() {}

    /**
     * The value, shortened if it is too long.
     *
     * @param value one JSON object
     * @param most how many bytes the output takes
     */
    static byte[] fitted(byte[] value, int most) {
        try {
            return FittedJson.of(value, most);
        } catch (ContractException e) {
            throw new IllegalStateException("a record cannot be written: " + e.getMessage(), e);
        }
    }
}
