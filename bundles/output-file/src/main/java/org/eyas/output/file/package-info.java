/** The output that appends alerts to a file. */
@NullMarked
package org.eyas.output.file;

import org.jspecify.annotations.NullMarked;
