package io.datastreamer.job;

import io.datastreamer.job.config.OptionTable;

/** The help text of {@link DecodeCommand}. */
final class DecodeHelp {
    private DecodeHelp() {}

    static String text() {
        return """
                Usage: ./streamer decode [--format FORMAT] [--KEY VALUE ...] FILE...

                Reads files as the job would, and writes what becomes of each raw record: one JSON object a line.

                  {"kind": "network", "source": FILE, "position": BYTE, "number": N, "record": {...}}

                kind      network, billing: a raw record of the data contract stands in "record"
                          rejected: it cannot be used; "reason" says why
                          duplicate: the same record was there before
                          late: its counters are older than what was there before, it adds no usage
                          unused: it says nothing new, or nothing that documents speak of
                          lost: the element says that it has lost records of its own
                          gap: at the end, numbers of an element's records or files that have not come
                number    which record of the file, or which line, from 1 on
                changed   of updates: what differs from the session's record before

                A record may become several lines. The files are read one after the other, as one source; those that
                end in .gz are decompressed.

                """ + OptionTable.sourceHelp();
    }
}
