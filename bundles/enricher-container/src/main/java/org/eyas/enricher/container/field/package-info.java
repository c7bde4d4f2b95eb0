/** The container.* and k8s.* fields. */
@NullMarked
package org.eyas.enricher.container.field;

import org.jspecify.annotations.NullMarked;
