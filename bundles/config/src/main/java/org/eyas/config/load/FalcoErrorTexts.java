package org.eyas.config.load;

import java.util.Map;

/** The messages that Falco prints about wrong values of some keys. Scripts and test suites look for these messages. */
final class FalcoErrorTexts {
  private static final Map<String, String> BY_KEY =
      Map.of(
          "syscall_event_drops.threshold", "syscall event drops threshold must be a double in the range [0, 1]",
          "syscall_event_timeouts.max_consecutives",
          "the maximum consecutive timeouts without an event must be an unsigned integer > 0");

  private FalcoErrorTexts() {}

  /** Falco's message about a wrong value of a key, with the key and the value; for other keys, the message of Eyas. */
  static String of(String path, String shown, String words) {
    String falcos = BY_KEY.get(path);
    return falcos == null ? words : falcos + " ('" + path + "' is " + shown + ")";
  }
}
