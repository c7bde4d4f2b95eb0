/** The C library through JNA: what drivers need to map, wait and sleep. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.linux.libc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
