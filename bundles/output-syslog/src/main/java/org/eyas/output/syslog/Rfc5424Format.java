package org.eyas.output.syslog;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.eyas.api.alert.Alert;

/**
 * The format of RFC 5424: {@code <12>1 2026-11-24T21:01:22.123456Z web-1 falco 4711 - - BOM line}. The time is that of the event.
 * The byte order mark says that the text is UTF-8.
 */
record Rfc5424Format(Facility facility, String ident, String hostname, long pid) implements SyslogFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  static Rfc5424Format of(Facility facility, String ident, String hostname) {
    return new Rfc5424Format(
        facility, name(ident, 48), name(hostname.isEmpty() ? ownHostname() : hostname, 255), ProcessHandle.current().pid());
  }

  private static String ownHostname() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "";
    }
  }

  // A name has only printable ASCII characters and a limited length; "-" means that there is none.
  private static String name(String text, int longest) {
    String printable = text.replaceAll("[^!-~]", "");
    return printable.isEmpty() ? "-" : printable.substring(0, Math.min(longest, printable.length()));
  }

  @Override
  public byte[] message(Alert alert, String line) {
    String time = TIME.format(Instant.ofEpochSecond(0, alert.timestampNanos()));
    String header = "<" + facility.priorityValue(alert.priority()) + ">1 " + time + " " + hostname + " " + ident + " " + pid;
    return (header + " - - \uFEFF" + line).getBytes(StandardCharsets.UTF_8);
  }
}
