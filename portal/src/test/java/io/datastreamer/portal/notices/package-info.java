@NullMarked
package io.datastreamer.portal.notices;

import org.jspecify.annotations.NullMarked;
