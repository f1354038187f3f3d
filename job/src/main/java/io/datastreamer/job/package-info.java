/**
 * The Flink job: raw records come in, documents go out to customers' places. Each stage is a package that knows no
 * other stage: {@code ingest}, {@code decode}, {@code mediate}, {@code enrich}, {@code normalize}, {@code deliver}.
 * {@code reject} is for records that cannot go on; {@code record} has what the stages pass to each other.
 */
@NullMarked
package io.datastreamer.job;

import org.jspecify.annotations.NullMarked;
