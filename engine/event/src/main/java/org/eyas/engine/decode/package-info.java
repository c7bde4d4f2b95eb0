/** Events on the wire: the cursor over the current layout, and the converter from older ones. */
@NullMarked
package org.eyas.engine.decode;

import org.jspecify.annotations.NullMarked;
