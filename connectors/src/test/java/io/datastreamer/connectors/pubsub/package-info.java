@NullMarked
package io.datastreamer.connectors.pubsub;

import org.jspecify.annotations.NullMarked;
