/** The tests that every integration must pass, over real sockets, and a receiver on loopback that can misbehave. */
@NullMarked
package io.datastreamer.connectors.conformance;

import org.jspecify.annotations.NullMarked;
