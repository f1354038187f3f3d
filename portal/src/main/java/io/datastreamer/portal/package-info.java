/**
 * The portal: customers create, change, watch, pause and delete their data streams with its management API and page.
 * {@link io.datastreamer.portal.Portal} connects its parts: {@code config} (options), {@code store} (Kafka), {@code
 * auth} (callers), {@code web} (HTTP), {@code api} (operations). Its only storage is Kafka topics, some of which it
 * shares with the job.
 */
@NullMarked
package io.datastreamer.portal;

import org.jspecify.annotations.NullMarked;
