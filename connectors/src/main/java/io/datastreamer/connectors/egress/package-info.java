/**
 * Outgoing connections: which addresses may be dialled, how names are resolved, and the sockets that follow these
 * rules. Customers choose URLs, so a URL is hostile until its address is checked.
 *
 * <p>{@link io.datastreamer.connectors.egress.Egress} is the entry: it makes an OkHttp client follow the rules. No
 * other package looks up a name or opens a socket.
 */
@NullMarked
package io.datastreamer.connectors.egress;

import org.jspecify.annotations.NullMarked;
