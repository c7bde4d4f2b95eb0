package org.eyas.output.http;

import java.io.IOException;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.output.http.payload.Message;

/** Brings alerts to a server, in order: while one waits for it, or from the disk. */
interface Sender {
  /**
   * Takes an alert over. Used by one thread.
   *
   * @throws IOException where it is lost, with one line that is the same as long as the reason is
   */
  void send(Message message) throws IOException, InterruptedException;

  /** Ends it; what is on disk may be sent meanwhile, so long at the most. */
  void close(long millis);

  /** What it keeps itself. */
  default KeptAlerts kept() {
    return KeptAlerts.NONE;
  }
}
