package org.eyas.source.k8saudit.input;

import java.io.IOException;
import org.eyas.api.source.SourceException;

/**
 * Where audit events come from, as documents of JSON. The thread of one loop makes all calls except {@link #close}, which any
 * thread may call, once and last.
 */
public interface AuditInput extends AutoCloseable {
  /** What {@link #next} found. */
  enum Found {
    /** There is a document. */
    DOCUMENT,
    /** There is none now. */
    IDLE,
    /** All documents were found. */
    END
  }

  /**
   * Looks for the next document. Called in a loop, once per document.
   *
   * @param into is pointed at the document. Its bytes stay unchanged until the next call
   * @param waits whether it may wait some milliseconds if there is none
   * @throws SourceException if the input is not usable; the message is for the user
   */
  Found next(AuditDocument into, boolean waits) throws IOException, SourceException;

  /**
   * Whether this input has delivered the same event shortly before, so that it is dropped. Called once for each event of a document.
   *
   * @param bytes contain the event at {@code offset}, {@code length} bytes
   */
  default boolean isRepeated(byte[] bytes, int offset, int length) {
    return false;
  }

  /** All events of the documents so far were evaluated: an input that keeps documents need not keep them any longer. */
  default void commit() throws IOException {}

  @Override
  void close();
}
