/** Sources of events: the contracts that drivers, readers of capture files and other sources implement. */
@NullMarked
@Export
@Version("0.2.0")
package org.eyas.api.source;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
