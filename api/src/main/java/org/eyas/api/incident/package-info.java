/** Incidents: alerts and signals that belong to one attack, and the service that lists and changes them. */
@NullMarked
@Export
@Version("0.2.0")
package org.eyas.api.incident;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
