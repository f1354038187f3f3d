@NullMarked
package io.datastreamer.connectors.files;

import org.jspecify.annotations.NullMarked;
