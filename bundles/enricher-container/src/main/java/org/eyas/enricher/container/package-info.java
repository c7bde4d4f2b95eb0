/** Containers: which one a process is in, and the container.* and k8s.* fields. */
@NullMarked
package org.eyas.enricher.container;

import org.jspecify.annotations.NullMarked;
