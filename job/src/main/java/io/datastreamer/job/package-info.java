/**
 * The Flink job: raw records come in, documents go out to customers' places. Each stage is a package of its own that
 * knows no other stage: {@code ingest}, {@code decode}, {@code enrich}, {@code normalize}, {@code deliver}, and
 * {@code reject} for what cannot go on; {@code record} holds what they hand to each other.
 */
@NullMarked
package io.datastreamer.job;

import org.jspecify.annotations.NullMarked;
