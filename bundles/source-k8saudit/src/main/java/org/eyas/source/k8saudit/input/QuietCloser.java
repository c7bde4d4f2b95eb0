package org.eyas.source.k8saudit.input;

import java.io.Closeable;
import java.io.IOException;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes files that were only read. An error is logged, because it loses nothing. */
final class QuietCloser {
  private static final Logger LOG = LoggerFactory.getLogger(QuietCloser.class);

  private QuietCloser() {}

  static void closeQuietly(Closeable opened) {
    try {
      opened.close();
    } catch (IOException e) {
      LOG.debug("not closed: {}", Reason.of(e));
    }
  }
}
