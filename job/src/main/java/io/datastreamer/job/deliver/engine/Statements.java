package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.Question;

/** Begins statements of what became of the documents of a data stream. */
final class Statements {
    private final Host host;
    private final Journals journals;
    private final DataStreams streams;
    private final RoundReader reader;
    private final Ledgers ledgers;
    private final long retentionMs;

    Statements(
            Host host, Journals journals, DataStreams streams, RoundReader reader, Ledgers ledgers, long retentionMs) {
        this.host = host;
        this.journals = journals;
        this.streams = streams;
        this.reader = reader;
        this.ledgers = ledgers;
        this.retentionMs = retentionMs;
    }

    /** Begins a statement of a data stream. */
    Inquiry begin(String journalKey, Question question, Question.Ledger ask) {
        return new LedgerInquiry(host, journals, streams, reader, ledgers, retentionMs, journalKey, question, ask);
    }
}
