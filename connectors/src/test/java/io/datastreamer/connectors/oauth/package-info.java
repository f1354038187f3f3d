@NullMarked
package io.datastreamer.connectors.oauth;

import org.jspecify.annotations.NullMarked;
