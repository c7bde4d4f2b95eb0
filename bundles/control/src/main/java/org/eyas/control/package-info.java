/** The control socket, by which the command line reaches the running engine. */
@NullMarked
package org.eyas.control;

import org.jspecify.annotations.NullMarked;
