/** JSON text as alerts and reports print it: one line, no blanks, keys in the order they are written. */
@NullMarked
package org.eyas.core.json;

import org.jspecify.annotations.NullMarked;
