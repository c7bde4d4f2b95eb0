/** The running engine for the command line. */
@NullMarked
package org.eyas.control;

import org.jspecify.annotations.NullMarked;
