package org.eyas.core.compile;

import java.util.Collection;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/** Tells whether a text begins, or ends, with one of many others, in one pass over it: a tree with one node per byte. */
final class AffixTree {
  private boolean end;
  private int[] bytes = {};
  private AffixTree[] children = {};

  private AffixTree() {}

  static AffixTree ofPrefixes(Collection<Text> prefixes) {
    AffixTree root = new AffixTree();
    for (Text prefix : prefixes) {
      AffixTree node = root;
      for (int i = 0; i < prefix.length(); i++) {
        node = node.grow(prefix.at(i));
      }
      node.end = true;
    }
    return root;
  }

  static AffixTree ofSuffixes(Collection<Text> suffixes) {
    AffixTree root = new AffixTree();
    for (Text suffix : suffixes) {
      AffixTree node = root;
      for (int i = suffix.length() - 1; i >= 0; i--) {
        node = node.grow(suffix.at(i));
      }
      node.end = true;
    }
    return root;
  }

  boolean begins(Bytes text) {
    AffixTree node = this;
    for (int i = 0; node != null && !node.end; i++) {
      node = i < text.length() ? node.child(text.at(i)) : null;
    }
    return node != null;
  }

  boolean ends(Bytes text) {
    AffixTree node = this;
    for (int i = text.length() - 1; node != null && !node.end; i--) {
      node = i >= 0 ? node.child(text.at(i)) : null;
    }
    return node != null;
  }

  private @Nullable AffixTree child(int wanted) {
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == wanted) {
        return children[i];
      }
    }
    return null;
  }

  private AffixTree grow(int wanted) {
    AffixTree known = child(wanted);
    if (known != null) {
      return known;
    }
    int size = bytes.length;
    bytes = java.util.Arrays.copyOf(bytes, size + 1);
    children = java.util.Arrays.copyOf(children, size + 1);
    bytes[size] = wanted;
    children[size] = new AffixTree();
    return children[size];
  }
}
