/** A client that receives alerts over gRPC from Eyas, or from Falco up to 0.43. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.client;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
