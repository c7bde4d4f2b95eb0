/** What programs write to the syslog daemon: the syslog.* fields, which Falco had up to 0.40. */
@NullMarked
package org.eyas.fields.syslog;

import org.jspecify.annotations.NullMarked;
