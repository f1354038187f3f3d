package io.datastreamer.job.enrich;

import io.datastreamer.contract.Rejected;
import io.datastreamer.job.record.Enriched;

/** Where enriched and rejected records go. */
interface Output {
    void emit(Enriched enriched);

    void reject(Rejected rejected);
}
