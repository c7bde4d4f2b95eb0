/** What an administrator sees of the running engine and changes in it: for the console, the command line and tools. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
