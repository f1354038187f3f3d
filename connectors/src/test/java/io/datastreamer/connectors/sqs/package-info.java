@NullMarked
package io.datastreamer.connectors.sqs;

import org.jspecify.annotations.NullMarked;
