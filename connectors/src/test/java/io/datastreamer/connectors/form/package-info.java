@NullMarked
package io.datastreamer.connectors.form;

import org.jspecify.annotations.NullMarked;
