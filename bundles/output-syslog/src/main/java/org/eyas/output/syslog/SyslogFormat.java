package org.eyas.output.syslog;

import org.eyas.api.alert.Alert;

/** How an alert looks as a syslog message. */
sealed interface SyslogFormat permits LocalFormat, Rfc5424Format {
  /** One message. */
  byte[] message(Alert alert, String line);
}
