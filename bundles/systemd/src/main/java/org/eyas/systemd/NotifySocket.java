package org.eyas.systemd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.eyas.api.failure.Reason;
import org.eyas.linux.libc.NativeLibraryCheck;
import org.eyas.linux.libc.UnixDatagramSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends reports to the socket that systemd named. It is used by one thread at a time. */
final class NotifySocket implements SystemdNotifier {
  private static final Logger LOG = LoggerFactory.getLogger(NotifySocket.class);

  private final String path;
  private String logged = "";

  NotifySocket(String path) {
    this.path = path;
  }

  @Override
  public boolean send(String text) {
    String obstacle = NativeLibraryCheck.problem().orElse("");
    if (!obstacle.isEmpty()) {
      return failed(obstacle + "; " + NativeLibraryCheck.hint());
    }
    try (UnixDatagramSocket socket = UnixDatagramSocket.connect(path)) {
      socket.send(text.getBytes(StandardCharsets.UTF_8));
      logged = "";
      return true;
    } catch (IOException e) {
      return failed(path + " (NOTIFY_SOCKET): " + Reason.of(e) + "; the report is repeated until systemd takes it");
    }
  }

  // The same failure is logged once: the report is repeated often.
  private boolean failed(String reason) {
    if (!reason.equals(logged)) {
      LOG.warn("systemd receives no reports of the engine: {}", reason);
      logged = reason;
    }
    return false;
  }
}
