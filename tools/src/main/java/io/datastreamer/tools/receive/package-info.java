/**
 * A small and fast customer's HTTP server: accepts documents on 127.0.0.1, answers 200 and counts them. The entry is
 * {@link io.datastreamer.tools.receive.Receive}.
 */
@NullMarked
package io.datastreamer.tools.receive;

import org.jspecify.annotations.NullMarked;
