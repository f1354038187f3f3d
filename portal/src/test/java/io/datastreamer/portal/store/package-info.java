@NullMarked
package io.datastreamer.portal.store;

import org.jspecify.annotations.NullMarked;
