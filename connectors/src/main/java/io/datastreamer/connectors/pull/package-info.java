/** Data streams whose documents the customer fetches; nothing is sent. */
@NullMarked
package io.datastreamer.connectors.pull;

import org.jspecify.annotations.NullMarked;
