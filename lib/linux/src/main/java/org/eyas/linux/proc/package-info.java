/** Processes as /proc shows them. Parsing the content of files is separate from reading the files. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.linux.proc;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
