package org.eyas.source.k8saudit.input;

import java.io.IOException;
import org.eyas.api.source.SourceException;

/**
 * An input that delivers audit events as JSON documents. The thread of one loop makes all calls except {@link #close},
 * which any thread may call, once and last.
 */
public interface AuditInput extends AutoCloseable {
  /** The result of {@link #next}. */
  enum Found {
    /** The input has a document. */
    DOCUMENT,
    /** The input has no document at the moment. */
    IDLE,
    /** The input has ended. */
    END
  }

  /**
   * Finds the next document. Called in a loop, once per document.
   *
   * @param into points at the document afterwards; its bytes stay unchanged until the next call
   * @param waits whether the call may wait a few milliseconds for a document
   * @throws SourceException if the input is not usable; the message is for the user
   */
  Found next(AuditDocument into, boolean waits) throws IOException, SourceException;

  /**
   * Whether this input delivered the same event shortly before, so that the event is dropped. Called once for each
   * event of a document.
   *
   * @param bytes contain the event at {@code offset}, {@code length} bytes
   */
  default boolean isRepeated(byte[] bytes, int offset, int length) {
    return false;
  }

  /**
   * Called when all events of the delivered documents were evaluated. An input that stores documents can delete these.
   */
  default void commit() throws IOException {}

  @Override
  void close();
}
