/** The versions of the files that Eyas writes, who made each of them, and the way back to one. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.undo;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
