/**
 * RADIUS accounting (RFC 2866): a datagram of a known element becomes a block of text as FreeRADIUS writes it to {@code
 * detail} files, and is answered once the block is durable.
 */
@NullMarked
package io.datastreamer.collect.radius;

import org.jspecify.annotations.NullMarked;
