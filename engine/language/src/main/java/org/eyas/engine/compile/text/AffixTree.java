package org.eyas.engine.compile.text;

import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Decides in one pass whether a text begins, or ends, with one of many constants. A tree with one node per byte, stored
 * in arrays because thousands of rules have hundreds of thousands of nodes.
 *
 * <p>The first child of a node is the next entry after it. A constant that begins with another constant is redundant,
 * so every constant ends at a leaf.
 */
public final class AffixTree {
  private final byte[] labels;

  /** The next node with the same parent, or 0; for a leaf, the complement of it. */
  private final int[] siblings;

  private final boolean always;
  private int size;

  private AffixTree(TreeSet<Text> texts) {
    always = !texts.isEmpty() && texts.first().length() == 0;
    int most = always ? 0 : texts.stream().mapToInt(Text::length).sum();
    byte[] grown = new byte[most];
    int[] next = new int[most];
    if (!always) {
      grow(texts, grown, next);
    }
    labels = Arrays.copyOf(grown, size);
    siblings = Arrays.copyOf(next, size);
  }

  static AffixTree ofPrefixes(Collection<Text> prefixes) {
    return new AffixTree(new TreeSet<>(prefixes));
  }

  static AffixTree ofSuffixes(Collection<Text> suffixes) {
    UnaryOperator<Text> reversed = AffixTree::reversed;
    return new AffixTree(new TreeSet<>(suffixes.stream().map(reversed).toList()));
  }

  boolean begins(Bytes text) {
    return matches(text, 0, 1);
  }

  boolean ends(Bytes text) {
    return matches(text, text.length() - 1, -1);
  }

  private boolean matches(Bytes text, int from, int step) {
    if (size == 0) {
      return always;
    }
    int node = 0;
    int at = from;
    for (int left = text.length(); left > 0; left--) {
      byte wanted = (byte) text.at(at);
      while (labels[node] != wanted) {
        node = siblings[node] < 0 ? ~siblings[node] : siblings[node];
        if (node == 0) {
          return false;
        }
      }
      if (siblings[node] < 0) {
        return true;
      }
      node++;
      at += step;
    }
    return false;
  }

  /** Sorted texts follow the order of the tree, so the common prefix with the previous text already exists. */
  private void grow(TreeSet<Text> texts, byte[] grown, int[] next) {
    int[] path = new int[texts.stream().mapToInt(Text::length).max().orElse(0)];
    Text before = Text.of("");
    for (Text text : texts) {
      if (before.length() > 0 && text.startsWith(before)) {
        continue;
      }
      int common = before.length() == 0 ? 0 : common(before, text);
      if (before.length() > 0) {
        int sibling = path[common];
        next[sibling] = next[sibling] < 0 ? ~size : size;
      }
      for (int i = common; i < text.length(); i++) {
        path[i] = size;
        grown[size++] = (byte) text.at(i);
      }
      next[size - 1] = ~0;
      before = text;
    }
  }

  private static int common(Text a, Text b) {
    int at = 0;
    while (a.at(at) == b.at(at)) {
      at++;
    }
    return at;
  }

  private static Text reversed(Text text) {
    byte[] bytes = new byte[text.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) text.at(bytes.length - 1 - i);
    }
    return Text.copyOf(bytes);
  }
}
