/** The names of the properties by which the launcher and the bundles find and configure each other. */
@NullMarked
@Export
@Version("0.1.2")
package org.eyas.api.launch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
