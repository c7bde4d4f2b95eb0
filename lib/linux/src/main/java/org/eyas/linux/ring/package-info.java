/** Ring buffers that the kernel fills, and that the engine reads as mapped memory. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.linux.ring;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
