/** Looks containers up on threads of the bundle, and keeps what was found. */
@NullMarked
package org.eyas.enricher.container.lookup;

import org.jspecify.annotations.NullMarked;
