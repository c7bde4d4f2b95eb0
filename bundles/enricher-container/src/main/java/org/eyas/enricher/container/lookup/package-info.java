/** Looks containers up on threads of the bundle, and caches the results. */
@NullMarked
package org.eyas.enricher.container.lookup;

import org.jspecify.annotations.NullMarked;
