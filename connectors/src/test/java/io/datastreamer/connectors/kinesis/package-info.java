@NullMarked
package io.datastreamer.connectors.kinesis;

import org.jspecify.annotations.NullMarked;
