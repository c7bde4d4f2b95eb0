/** The names of the service properties by which the launcher and the bundles find each other's services. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.launch;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
