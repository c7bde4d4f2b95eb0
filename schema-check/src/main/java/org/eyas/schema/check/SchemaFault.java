package org.eyas.schema.check;

/**
 * A place where a value breaks its schema.
 *
 * @param place where, from the root: {@code <root>[plugins][0][name]}
 * @param text what is wrong there, a sentence
 */
public record SchemaFault(String place, String text) {
  @Override
  public String toString() {
    return place + ": " + text;
  }
}
