/** Reads the k8smeta.* fields. */
@NullMarked
package org.eyas.enricher.k8s.field;

import org.jspecify.annotations.NullMarked;
