@NullMarked
package io.datastreamer.portal.config;

import org.jspecify.annotations.NullMarked;
