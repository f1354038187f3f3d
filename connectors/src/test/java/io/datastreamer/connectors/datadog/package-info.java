@NullMarked
package io.datastreamer.connectors.datadog;

import org.jspecify.annotations.NullMarked;
