/** The programs that run containers, as the process table shows them. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.linux.runtime;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
