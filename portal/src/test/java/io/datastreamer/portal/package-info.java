@NullMarked
package io.datastreamer.portal;

import org.jspecify.annotations.NullMarked;
