/**
 * The ledger: checks from outside, by the documents' ids, that everything that went into the Data Streamer has come out
 * at the customers' side. {@link io.datastreamer.tools.ledger.Account} is one data stream's account: what must arrive
 * and what has. {@link io.datastreamer.tools.ledger.Ledger} keeps the accounts of all streams and knows which raw
 * record becomes a document of which stream. {@link io.datastreamer.tools.ledger.CheckCommand} is {@code ./streamer
 * check}.
 */
@NullMarked
package io.datastreamer.tools.ledger;

import org.jspecify.annotations.NullMarked;
