/** Inputs of audit events: files that are read or followed, and streams. */
@NullMarked
package org.eyas.source.k8saudit.input;

import org.jspecify.annotations.NullMarked;
