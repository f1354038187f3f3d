/**
 * The types that the parts of the Data Streamer exchange: documents, data streams, their status, delivery attempts and
 * rejected records, each with its JSON codec. Depends only on Jackson: no Flink, no HTTP.
 *
 * <p>Types are immutable. A codec's {@code read} throws {@link io.datastreamer.contract.ContractException} with a
 * message that names the member and its value; its {@code write} yields one line of UTF-8 JSON without a line break.
 */
@NullMarked
package io.datastreamer.contract;

import org.jspecify.annotations.NullMarked;
