/** Events and their types, for sources that deliver events and fields that read them. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
