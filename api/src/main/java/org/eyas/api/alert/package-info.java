/** Alerts, and the channels that send them. */
@NullMarked
@Export
@Version("0.1.1")
package org.eyas.api.alert;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
