package org.eyas.json;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.ByteView;

/** Compares a name that has escapes: a request may contain {@code "im\}{@code u0061ge"}, which the API server reads as image. */
final class EscapedNameMatcher {
  private final ByteBuilder text = new ByteBuilder(64);
  private final ByteView wanted = new ByteView();

  boolean equals(byte[] in, int start, int end, byte[] name) {
    text.clear();
    JsonEscapes.appendUnescaped(text, in, start, end);
    return text.view().contentEquals(wanted.wrap(name, 0, name.length));
  }
}
