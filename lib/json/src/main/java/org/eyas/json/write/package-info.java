/** Writes JDK values as JSON. */
@NullMarked
package org.eyas.json.write;

import org.jspecify.annotations.NullMarked;
