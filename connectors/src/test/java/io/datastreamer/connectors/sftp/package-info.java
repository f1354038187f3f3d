@NullMarked
package io.datastreamer.connectors.sftp;

import org.jspecify.annotations.NullMarked;
