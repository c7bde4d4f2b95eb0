/** Derives an audit policy for a Kubernetes API server from rules: the audit events that the rules need. */
@NullMarked
package org.eyas.engine.auditpolicy;

import org.jspecify.annotations.NullMarked;
