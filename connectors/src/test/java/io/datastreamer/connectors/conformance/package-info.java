/** What every integration must pass, over real sockets: a receiver on loopback that can misbehave, and the suite. */
@NullMarked
package io.datastreamer.connectors.conformance;

import org.jspecify.annotations.NullMarked;
