/** Metrics of the engine and its bundles. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.metric;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
