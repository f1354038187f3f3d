@NullMarked
package io.datastreamer.connectors.sns;

import org.jspecify.annotations.NullMarked;
