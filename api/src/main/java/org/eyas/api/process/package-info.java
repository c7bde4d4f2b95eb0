/** Processes and file descriptors in the engine's tables, and the values that enrichers attach to them. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.process;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
