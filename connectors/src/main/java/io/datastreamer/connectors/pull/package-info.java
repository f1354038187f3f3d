/** Data streams whose documents are sent nowhere: the customer fetches them. */
@NullMarked
package io.datastreamer.connectors.pull;

import org.jspecify.annotations.NullMarked;
