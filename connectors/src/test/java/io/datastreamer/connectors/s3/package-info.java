@NullMarked
package io.datastreamer.connectors.s3;

import org.jspecify.annotations.NullMarked;
