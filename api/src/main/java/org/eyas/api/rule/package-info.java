/** Rule documents, the diagnostics of loading them, and the loaded rules. */
@NullMarked
@Export
@Version("0.1.2")
package org.eyas.api.rule;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
