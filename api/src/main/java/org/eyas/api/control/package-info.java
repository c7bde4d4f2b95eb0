/** The services with which the console, the command line and other tools show and change the running engine. */
@NullMarked
@Export
@Version("0.3.2")
package org.eyas.api.control;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
