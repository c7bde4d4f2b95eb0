/** Alerts on standard output, one a line. */
@NullMarked
package org.eyas.output.stdout;

import org.jspecify.annotations.NullMarked;
