package org.eyas.engine.compile.text;

import org.eyas.api.data.Bytes;

/** Assigns numbers to texts, for a switch. */
public record TextNumbering(TextMap<Integer> numbers) {
  private static final int NONE = -1;

  public int of(Bytes text) {
    Integer number = text.isPresent() ? numbers.find(text) : null;
    return number == null ? NONE : number;
  }
}
