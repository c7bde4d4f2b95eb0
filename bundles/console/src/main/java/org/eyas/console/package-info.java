/** The web console: its components, and the connection to the web server. */
@NullMarked
package org.eyas.console;

import org.jspecify.annotations.NullMarked;
