/** Fields, which conditions test and outputs print. */
@NullMarked
@Export
@Version("0.1.2")
package org.eyas.api.field;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
