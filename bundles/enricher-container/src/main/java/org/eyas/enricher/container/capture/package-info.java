/** Reads the descriptions of containers in captures. */
@NullMarked
package org.eyas.enricher.container.capture;

import org.jspecify.annotations.NullMarked;
