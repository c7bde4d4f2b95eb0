/** Finds containers in the files of their runtimes. */
@NullMarked
package org.eyas.enricher.container.disk;

import org.jspecify.annotations.NullMarked;
