/** Log lines on standard error in Falco's format: an slf4j provider with nothing to configure at start. */
@NullMarked
package org.eyas.launcher.log;

import org.jspecify.annotations.NullMarked;
