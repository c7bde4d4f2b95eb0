package org.eyas.systemd;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends reports to systemd, in the protocol of sd_notify(3): one datagram of assignments, one per line. */
interface SystemdNotifier {
  /**
   * Sends a report.
   *
   * @return whether it was sent; a failure is logged
   */
  boolean send(String text);

  /**
   * The notifier that sends to the socket that systemd named.
   *
   * @return null if it named none: the engine was started in another way
   */
  static @Nullable SystemdNotifier of(Map<String, String> environment) {
    String path = environment.getOrDefault("NOTIFY_SOCKET", "");
    return path.isEmpty() ? null : new NotifySocket(path);
  }
}
