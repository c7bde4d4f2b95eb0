package org.eyas.source.k8saudit.envelope;

import org.eyas.api.data.ByteBuilder;

/** Receives the contents of one envelope. Parts are named for the messages about them: a noun, and a number from 1. */
interface EnvelopeContents {
  /** Names the cluster of the following contents. A text that is not a name is ignored. */
  void nameCluster(String name);

  /** Opens a string that contains an event or another envelope as JSON. */
  void openText(int node, String noun, int number);

  /** Opens a string that contains JSON, or compressed JSON, in base64. */
  void openBase64(int node, String noun, int number);

  /** Opens a value that is an event or another envelope. */
  void openValue(int node, String noun, int number);

  /** Adds an event that was made from other members. The builder may be used again afterwards. */
  void addEvent(ByteBuilder event);

  /** Counts contents that are not about audit events, such as the log of a scheduler. */
  void skip(int count);

  /** Counts and logs contents that are damaged. */
  void refuse(String noun, int number, String reason);
}
