package org.eyas.source.k8saudit.input;

import java.io.Closeable;
import java.io.IOException;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes files that were only read. An error is logged, because it loses nothing. */
final class Closing {
  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  static void quietly(Closeable opened) {
    try {
      opened.close();
    } catch (IOException e) {
      LOG.debug("not closed: {}", Reason.of(e));
    }
  }
}
