/** Keeps the objects of the cluster that concern this node, and joins them. */
@NullMarked
package org.eyas.enricher.k8s.cluster;

import org.jspecify.annotations.NullMarked;
