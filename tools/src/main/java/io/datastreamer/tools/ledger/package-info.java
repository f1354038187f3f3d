/**
 * The ledger: whether all that went into the Data Streamer has come out at the customers' side, seen from outside, by the
 * documents' ids. {@link io.datastreamer.tools.ledger.Account} is one data stream's: what must arrive and what has.
 * {@link io.datastreamer.tools.ledger.Ledger} keeps the accounts of all streams and knows which raw record becomes a
 * document of which stream. {@link io.datastreamer.tools.ledger.CheckCommand} is {@code ./streamer check}.
 */
@NullMarked
package io.datastreamer.tools.ledger;

import org.jspecify.annotations.NullMarked;
