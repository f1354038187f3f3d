/** Reads documents for the places that take something other than their JSON. */
@NullMarked
package io.datastreamer.connectors.document;

import org.jspecify.annotations.NullMarked;
