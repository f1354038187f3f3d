/**
 * The delivery engine: appends documents to journals, decides what lanes do, settles outcomes. It has one thread and an
 * injected clock, and does not know Flink. {@link io.datastreamer.job.deliver.engine.Engine} is its only entry; {@link
 * io.datastreamer.job.deliver.engine.Host} is what it runs in.
 */
@NullMarked
package io.datastreamer.job.deliver.engine;

import org.jspecify.annotations.NullMarked;
