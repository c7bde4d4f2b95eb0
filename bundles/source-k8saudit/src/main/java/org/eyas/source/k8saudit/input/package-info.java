/** Where audit events come from: files that are read or followed, and streams. */
@NullMarked
package org.eyas.source.k8saudit.input;

import org.jspecify.annotations.NullMarked;
