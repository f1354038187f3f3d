@NullMarked
package io.datastreamer.connectors.kafka;

import org.jspecify.annotations.NullMarked;
