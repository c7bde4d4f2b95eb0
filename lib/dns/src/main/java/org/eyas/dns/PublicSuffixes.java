package org.eyas.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.eyas.api.data.Bytes;

/**
 * The public suffix list: below which names anybody can register a domain, such as {@code com}, {@code co.uk} and
 * {@code github.io}.
 *
 * <p>A name that the list does not mention has its last label as its suffix. The list stays bytes: a table finds a rule by the
 * hash of its name, which is computed from the last byte to the first, so that one pass over a name gives the hash of each of its
 * suffixes. Thread-safe.
 */
public final class PublicSuffixes {
  private static final String FILE = "public-suffixes.txt";
  private static final byte NORMAL = 1;
  private static final byte WILDCARD = 2;
  private static final byte EXCEPTION = 4;

  private static final class Shipped {
    static final PublicSuffixes LIST = read();
  }

  private final byte[] rules; // one rule a line
  private final int[] places; // the begin of a name in the rules, plus 1; 0 for a free slot
  private final byte[] kinds;

  private PublicSuffixes(byte[] rules) {
    this.rules = rules;
    int slots = 1024;
    for (byte one : rules) {
      slots += one == '\n' ? 2 : 0;
    }
    slots = Integer.highestOneBit(slots) << 1;
    places = new int[slots];
    kinds = new byte[slots];
    for (int at = 0; at < rules.length; at = lineEnd(at) + 1) {
      if (rules[at] != '#') {
        add(at);
      }
    }
  }

  /** The list that ships with Eyas; read at the first call. */
  public static PublicSuffixes shipped() {
    return Shipped.LIST;
  }

  private static PublicSuffixes read() {
    try (InputStream file = Objects.requireNonNull(PublicSuffixes.class.getResourceAsStream(FILE), FILE)) {
      return new PublicSuffixes(file.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < rules.length && rules[at] != '\n') {
      at++;
    }
    return at;
  }

  private void add(int line) {
    byte kind = rules[line] == '!' ? EXCEPTION : rules[line] == '*' ? WILDCARD : NORMAL;
    int from = line + (kind == EXCEPTION ? 1 : kind == WILDCARD ? 2 : 0);
    int to = lineEnd(from);
    int hash = 0;
    for (int i = to - 1; i >= from; i--) {
      hash = next(hash, rules[i]);
    }
    int slot = slot(hash);
    while (places[slot] != 0 && !isAt(slot, from, to)) {
      slot = slot + 1 & places.length - 1;
    }
    places[slot] = from + 1;
    kinds[slot] |= kind;
  }

  private static int next(int hash, int octet) {
    return (hash ^ octet) * 0x01000193;
  }

  private int slot(int hash) {
    return (hash ^ hash >>> 15) & places.length - 1;
  }

  private boolean isAt(int slot, int from, int to) {
    int other = places[slot] - 1;
    int length = lineEnd(other) - other;
    if (length != to - from) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (rules[other + i] != rules[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** The index in a name at which its public suffix begins. The name is that of {@link NameReader#append}. */
  public int suffixFrom(Bytes name) {
    int suffix = name.lastIndexOf('.') + 1;
    int right = name.length(); // the begin of the label on the right of the current one
    int hash = 0;
    for (int at = name.length() - 1; at >= 0; at--) {
      hash = next(hash, name.at(at));
      if (at > 0 && name.at(at - 1) != '.') {
        continue;
      }
      int kind = kind(name, at, hash);
      if ((kind & EXCEPTION) != 0) {
        return right;
      }
      suffix = (kind & NORMAL) != 0 ? Math.min(suffix, at) : suffix;
      suffix = (kind & WILDCARD) != 0 && at > 0 ? Math.min(suffix, labelBefore(name, at)) : suffix;
      right = at;
    }
    return suffix;
  }

  private int kind(Bytes name, int from, int hash) {
    for (int slot = slot(hash); places[slot] != 0; slot = slot + 1 & places.length - 1) {
      if (isRule(name, from, places[slot] - 1)) {
        return kinds[slot];
      }
    }
    return 0;
  }

  private boolean isRule(Bytes name, int from, int rule) {
    int length = name.length() - from;
    int end = rule + length;
    if (end > rules.length || end < rules.length && rules[end] != '\n') {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (rules[rule + i] != name.at(from + i)) {
        return false;
      }
    }
    return true;
  }

  private static int labelBefore(Bytes name, int label) {
    int at = label - 1;
    while (at > 0 && name.at(at - 1) != '.') {
      at--;
    }
    return at;
  }

  /** The index in a name at which its registered domain begins, the label before the public suffix; -1 if there is none. */
  public int registeredFrom(Bytes name) {
    int suffix = suffixFrom(name);
    return suffix == 0 || isRoot(name) ? -1 : labelBefore(name, suffix);
  }

  private static boolean isRoot(Bytes name) {
    return name.length() == 1 && name.at(0) == '.';
  }
}
