package org.eyas.enricher.container.socket;

import java.io.Closeable;
import java.io.IOException;

/** An open stream of a runtime's events. Called on the runtime's thread. */
interface RuntimeEventStream extends Closeable {
  /**
   * Reads the events that have arrived, without waiting for more.
   *
   * @throws IOException if the stream has ended, or has invalid content
   */
  void read() throws IOException;
}
