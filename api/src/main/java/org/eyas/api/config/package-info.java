/** The contracts by which a changed configuration is checked and put into use. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
