/** The alert history: recent alerts with their details, and the search for alerts. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.history;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
