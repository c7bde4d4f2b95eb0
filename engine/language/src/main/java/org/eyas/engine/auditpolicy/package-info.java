/** Derives from rules which audit events an API server of Kubernetes must write for them. */
@NullMarked
package org.eyas.engine.auditpolicy;

import org.jspecify.annotations.NullMarked;
