/** The page in a real browser. */
@NullMarked
package io.datastreamer.portal.page;

import org.jspecify.annotations.NullMarked;
