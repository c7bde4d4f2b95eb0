package org.eyas.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.eyas.linux.libc.LocalSocket;
import org.eyas.linux.libc.NativeCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends reports to systemd, in the protocol of sd_notify(3): one datagram of assignments, one per line. */
interface Notifier {
  /** Sends a report. A failure is logged. */
  void send(String text);

  /**
   * The one that sends to the socket that systemd named.
   *
   * @return null if it named none: the engine was started in another way
   */
  static @Nullable Notifier of(Map<String, String> environment) {
    String path = environment.getOrDefault("NOTIFY_SOCKET", "");
    return path.isEmpty() ? null : text -> send(path, text);
  }

  private static void send(String path, String text) {
    Logger log = LoggerFactory.getLogger(Notifier.class);
    String obstacle = NativeCode.problem().orElse("");
    if (!obstacle.isEmpty()) {
      log.warn("systemd does not learn the state of the engine: {}; {}", obstacle, NativeCode.hint());
      return;
    }
    try (LocalSocket socket = LocalSocket.connect(path)) {
      socket.send(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.warn("systemd does not learn the state of the engine: {} (NOTIFY_SOCKET): {}", path, Reason.of(e));
    }
  }
}
