/** The syslog.* fields, for messages that programs write to the syslog daemon. Falco had them up to 0.40. */
@NullMarked
package org.eyas.fields.syslog;

import org.jspecify.annotations.NullMarked;
