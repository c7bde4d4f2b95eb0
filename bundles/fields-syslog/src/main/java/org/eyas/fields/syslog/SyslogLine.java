package org.eyas.fields.syslog;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;

/**
 * A message in the format that programs write to the daemon's socket (RFC 3164, section 4.1):
 *
 * <pre>
 *   &lt;34&gt;Oct 11 22:14:15 su: failed for root
 *   |  | '- message: all that follows
 *   |  '- the first '&gt;' or zero byte after the first byte; at most 15 bytes are between
 *   '- any byte
 * </pre>
 *
 * <p>The number is 8 times the facility plus the severity. One object is used for all messages.
 */
final class SyslogLine {
  private static final int MOST_DIGITS = 15;
  private static final int SEVERITIES = 8;

  private final ByteView message = new ByteView();
  private long priority;

  /** Parses a message; false if it does not begin with a priority. */
  boolean wrap(Bytes data) {
    int end = 1;
    while (end < data.length() && end <= MOST_DIGITS && data.at(end) != '>' && data.at(end) != 0) {
      end++;
    }
    priority = number(data, end);
    if (end == 1 || end >= data.length() || priority < 0) {
      return false;
    }
    data.slice(end + 1, data.length(), message);
    return true;
  }

  private static long number(Bytes data, int end) {
    long number = 0;
    for (int i = 1; i < end; i++) {
      int digit = data.at(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number <= Integer.MAX_VALUE ? number : -1;
  }

  int facility() {
    return (int) (priority / SEVERITIES);
  }

  int severity() {
    return (int) (priority % SEVERITIES);
  }

  /** The text after the priority. Valid as long as the data of {@link #wrap}. */
  Bytes message() {
    return message;
  }
}
