@NullMarked
package io.datastreamer.connectors.egress;

import org.jspecify.annotations.NullMarked;
