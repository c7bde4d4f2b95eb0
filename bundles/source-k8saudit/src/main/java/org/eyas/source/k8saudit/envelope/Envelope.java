package org.eyas.source.k8saudit.envelope;

import org.eyas.json.JsonIndex;

/**
 * A form in which a cloud provider delivers audit events. Its members are the word of the sender: none of them may cause an
 * exception. The loop's thread calls it, once for each value that is not an audit event itself.
 */
interface Envelope {
  /** Whether a value has the shape of this envelope. */
  boolean isOne(JsonIndex json, int node);

  /**
   * Passes everything that the envelope contains on.
   *
   * @param node a value for which {@link #isOne} is true
   */
  void open(JsonIndex json, int node, EnvelopeContents contents);
}
