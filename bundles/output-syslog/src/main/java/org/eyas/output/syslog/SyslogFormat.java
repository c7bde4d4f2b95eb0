package org.eyas.output.syslog;

import org.eyas.api.alert.Alert;

/** Makes a syslog message of an alert. */
sealed interface SyslogFormat permits LocalSyslogFormat, Rfc5424Format {
  /** Encodes one message. */
  byte[] message(Alert alert, String line);
}
