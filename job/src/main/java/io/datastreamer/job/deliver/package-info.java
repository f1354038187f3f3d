/**
 * The last stage: takes documents and data streams, sends requests to customers' places, and emits stream status,
 * delivery attempts and rejected documents.
 *
 * <p>A journal keeps each organisation's last 20 days ({@code deliver.journal}); a lane is one kind of document of one
 * data stream, and its cursor is a place in that journal ({@code deliver.lane}). The {@link
 * io.datastreamer.job.deliver.engine.Engine} serves the lanes; it is plain code with injected clocks. {@link
 * io.datastreamer.job.deliver.DeliverOperator} is the thin layer that ties it to Flink's state, mailbox and
 * checkpoints. {@link io.datastreamer.job.deliver.Deliver} is the entry.
 */
@NullMarked
package io.datastreamer.job.deliver;

import org.jspecify.annotations.NullMarked;
