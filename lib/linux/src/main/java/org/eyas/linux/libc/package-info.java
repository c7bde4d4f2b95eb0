/** The functions of the C library that drivers need, called through JNA. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.linux.libc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
