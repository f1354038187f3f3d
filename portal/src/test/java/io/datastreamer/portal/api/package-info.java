@NullMarked
package io.datastreamer.portal.api;

import org.jspecify.annotations.NullMarked;
