/**
 * The portal: customers create, change, watch, pause and delete their data streams by its management API and page.
 * {@link io.datastreamer.portal.Portal} wires its parts: {@code config} (options), {@code store} (Kafka), {@code auth}
 * (who it is), {@code web} (HTTP), {@code api} (the operations). Its only storage are Kafka topics, which it shares with
 * the job.
 */
@NullMarked
package io.datastreamer.portal;

import org.jspecify.annotations.NullMarked;
