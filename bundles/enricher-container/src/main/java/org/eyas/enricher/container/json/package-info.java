/** Reads JSON of other programs, in which any part may be missing or wrong. */
@NullMarked
package org.eyas.enricher.container.json;

import org.jspecify.annotations.NullMarked;
