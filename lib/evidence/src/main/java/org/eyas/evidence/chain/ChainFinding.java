package org.eyas.evidence.chain;

/**
 * A place in a record that is not as the engine leaves it.
 *
 * @param isBroken true if the entries were changed, removed, exchanged or added after they were written; false if a crash, an
 *     earlier version or a moved file can be the reason
 * @param place the file, and the entry in it
 * @param text what is found there
 */
public record ChainFinding(boolean isBroken, String place, String text) {
  /** The finding on one line. */
  @Override
  public String toString() {
    return place + ": " + text;
  }
}
