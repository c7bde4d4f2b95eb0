/** Threads that read files of containers and users; such reads can hang. */
@NullMarked
package org.eyas.enricher.container.reading;

import org.jspecify.annotations.NullMarked;
