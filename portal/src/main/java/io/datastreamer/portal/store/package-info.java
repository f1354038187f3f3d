/**
 * The portal's truth, which is in Kafka alone: {@link io.datastreamer.portal.store.StreamStore} reads and writes the data
 * streams, the keys of programs and who changed what; {@link io.datastreamer.portal.store.Statuses} and
 * {@link io.datastreamer.portal.store.Attempts} read what the job says of the streams. Knows nothing of HTTP and of who
 * asks.
 */
@NullMarked
package io.datastreamer.portal.store;

import org.jspecify.annotations.NullMarked;
