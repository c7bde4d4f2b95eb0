/** Text as bytes: paths and arguments are not Unicode, so nothing is decoded before it is printed. */
@NullMarked
@Export
@Version("0.1.0")
package org.eyas.api.data;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
