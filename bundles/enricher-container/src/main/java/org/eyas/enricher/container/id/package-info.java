/** Finds the id of a container: in the names of cgroups, and in the command lines of the runtime's processes. */
@NullMarked
package org.eyas.enricher.container.id;

import org.jspecify.annotations.NullMarked;
