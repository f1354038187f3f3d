/**
 * The portal's data, which is only in Kafka: {@link io.datastreamer.portal.store.StreamStore} reads and writes the data
 * streams, API keys and the log of changes; {@link io.datastreamer.portal.store.Statuses} and {@link
 * io.datastreamer.portal.store.Attempts} read what the job reports about the streams. Does not depend on HTTP, and does
 * not check callers.
 */
@NullMarked
package io.datastreamer.portal.store;

import org.jspecify.annotations.NullMarked;
