package org.eyas.schema.check;

/**
 * A violation of the schema.
 *
 * @param place the path from the root: {@code <root>[plugins][0][name]}
 * @param text the mistake, in one sentence
 */
public record SchemaFault(String place, String text) {
  @Override
  public String toString() {
    return place + ": " + text;
  }
}
