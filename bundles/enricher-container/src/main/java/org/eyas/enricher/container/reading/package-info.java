/** Threads that read files of others, which can hang. */
@NullMarked
package org.eyas.enricher.container.reading;

import org.jspecify.annotations.NullMarked;
