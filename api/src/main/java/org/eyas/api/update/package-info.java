/** The data that one version of the engine hands to the next while the engine's bundle is updated. */
@NullMarked
@Export
@Version("0.2.0")
package org.eyas.api.update;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
