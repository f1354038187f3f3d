@NullMarked
package io.datastreamer.connectors.aws;

import org.jspecify.annotations.NullMarked;
