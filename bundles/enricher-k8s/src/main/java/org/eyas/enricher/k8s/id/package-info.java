/** Finds the pod in the names of cgroups. */
@NullMarked
package org.eyas.enricher.k8s.id;

import org.jspecify.annotations.NullMarked;
