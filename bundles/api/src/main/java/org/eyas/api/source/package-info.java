/** What a driver, a capture file or another stream of events implements. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.source;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
