/**
 * The way out: which addresses may be dialled, how names become addresses, and the sockets that keep to it. Customers
 * choose URLs, so a URL is hostile until its address is checked.
 *
 * <p>{@link io.datastreamer.connectors.egress.Egress} is the entry: it makes an OkHttp client keep the rules. No other
 * package looks up a name or opens a socket.
 */
@NullMarked
package io.datastreamer.connectors.egress;

import org.jspecify.annotations.NullMarked;
