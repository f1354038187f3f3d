@NullMarked
package io.datastreamer.connectors.rest;

import org.jspecify.annotations.NullMarked;
