/** Events and their schema, as every source delivers and every field reads them. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
