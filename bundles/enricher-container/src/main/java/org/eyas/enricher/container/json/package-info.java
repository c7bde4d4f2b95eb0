/** Reads JSON that somebody else wrote. */
@NullMarked
package org.eyas.enricher.container.json;

import org.jspecify.annotations.NullMarked;
