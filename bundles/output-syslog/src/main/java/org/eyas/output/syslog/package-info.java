/** The output that sends alerts to syslog, on this machine or over the network. */
@NullMarked
package org.eyas.output.syslog;

import org.jspecify.annotations.NullMarked;
