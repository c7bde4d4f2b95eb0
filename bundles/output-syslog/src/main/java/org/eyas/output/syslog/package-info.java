/** Alerts to syslog, local or over the network. */
@NullMarked
package org.eyas.output.syslog;

import org.jspecify.annotations.NullMarked;
