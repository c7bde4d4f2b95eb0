/** The output that writes alerts to the standard input of a program. */
@NullMarked
package org.eyas.output.program;

import org.jspecify.annotations.NullMarked;
