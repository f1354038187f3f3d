@NullMarked
package io.datastreamer.connectors.http;

import org.jspecify.annotations.NullMarked;
