@NullMarked
package io.datastreamer.connectors.gcs;

import org.jspecify.annotations.NullMarked;
