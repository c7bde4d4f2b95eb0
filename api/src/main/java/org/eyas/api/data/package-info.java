/** Text as bytes. Paths and arguments on Linux need not be valid Unicode, so they are decoded only to be printed. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
