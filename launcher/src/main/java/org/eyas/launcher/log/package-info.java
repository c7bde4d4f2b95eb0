/** The log on standard error in Falco's format, by an slf4j provider with nothing to configure at start, and the terminal. */
@NullMarked
package org.eyas.launcher.log;

import org.jspecify.annotations.NullMarked;
