/** A Kafka broker on this machine, in this process or a separate one, and the topics of the data contract. */
@NullMarked
package io.datastreamer.tools.broker;

import org.jspecify.annotations.NullMarked;
