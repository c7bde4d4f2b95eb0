/** What /proc says of a process: parsers over the bytes of its files, apart from reading them. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.linux.proc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
