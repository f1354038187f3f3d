@NullMarked
package io.datastreamer.portal.web;

import org.jspecify.annotations.NullMarked;
