/** Threads that a server needs although the kernel may refuse them. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.thread;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
