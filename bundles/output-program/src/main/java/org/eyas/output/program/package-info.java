/** Alerts to the input of a program. */
@NullMarked
package org.eyas.output.program;

import org.jspecify.annotations.NullMarked;
