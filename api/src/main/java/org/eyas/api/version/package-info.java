/** The versions of Eyas, and of the Falco release with which it is compatible. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.version;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
