@NullMarked
package io.datastreamer.connectors.document;

import org.jspecify.annotations.NullMarked;
