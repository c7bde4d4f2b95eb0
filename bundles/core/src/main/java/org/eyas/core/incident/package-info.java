/** The incidents of this host, as components that exist while {@code eyas.incidents.enabled} is true. */
@NullMarked
package org.eyas.core.incident;

import org.jspecify.annotations.NullMarked;
