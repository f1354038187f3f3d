@NullMarked
package io.datastreamer.portal.auth;

import org.jspecify.annotations.NullMarked;
