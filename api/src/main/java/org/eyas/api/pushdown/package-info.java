/** The raw conditions by which a source can leave out events that the engine does not need. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.pushdown;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
