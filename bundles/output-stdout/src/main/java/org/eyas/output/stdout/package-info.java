/** The output that prints alerts on standard output, one alert per line. */
@NullMarked
package org.eyas.output.stdout;

import org.jspecify.annotations.NullMarked;
