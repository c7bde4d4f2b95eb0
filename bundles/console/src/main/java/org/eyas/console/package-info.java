/** The web console: its components, and what connects it to the web server. */
@NullMarked
package org.eyas.console;

import org.jspecify.annotations.NullMarked;
