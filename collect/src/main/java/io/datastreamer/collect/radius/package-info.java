/**
 * Accounting by RADIUS (RFC 2866) off the wire: a datagram of an element that is known becomes a block of text as FreeRADIUS
 * writes it to {@code detail} files, and is answered once the block is durable.
 */
@NullMarked
package io.datastreamer.collect.radius;

import org.jspecify.annotations.NullMarked;
