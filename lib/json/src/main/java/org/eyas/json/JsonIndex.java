package org.eyas.json;

import java.util.Arrays;

/**
 * An index of one JSON document: the offsets of its values in its bytes. Values are numbered in the order of the
 * document:
 *
 * <pre>
 *          {  "a"  :  [  1 ,  "x"  ]  ,  "b"  :  {  }  }
 *   node   0   1      2  3     4          5      6
 *   after  7   2      5  4     5          6      7
 * </pre>
 *
 * <p>The first node inside an object or array follows it directly; {@link #after} skips a whole value. In an object,
 * names and values alternate. One index is used for many documents and belongs to one thread. It borrows the bytes of
 * the last document, and keeps the memory that the largest one needed.
 */
public final class JsonIndex {
  /** The node of a value that does not exist. */
  public static final int NONE = -1;

  private static final JsonKind[] KINDS = JsonKind.values();
  private static final byte ESCAPED = 0x10;
  private static final byte[] NOTHING = {};

  private final int mostNodes;
  private final JsonParser parser;
  private final EscapedNameMatcher escaped = new EscapedNameMatcher();
  private byte[] bytes = NOTHING;
  private byte[] kinds = new byte[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int[] afters = new int[256];
  private int size;

  public JsonIndex() {
    this(JsonLimits.USUAL);
  }

  public JsonIndex(JsonLimits limits) {
    mostNodes = limits.nodes();
    parser = new JsonParser(this, limits);
  }

  /**
   * Indexes another document. The bytes must not change as long as it is used.
   *
   * @throws JsonException if it is not one value, or exceeds a limit; the index is empty then
   */
  public void parse(byte[] source, int offset, int length) throws JsonException {
    bytes = source;
    size = 0;
    try {
      parser.parse(source, offset, offset + length);
    } catch (JsonException e) {
      size = 0;
      throw e;
    }
  }

  /** How many values and names the document has. */
  public int size() {
    return size;
  }

  /** The bytes of the document. */
  public byte[] bytes() {
    return bytes;
  }

  public JsonKind kind(int node) {
    return KINDS[kinds[node] & ~ESCAPED];
  }

  /** Whether a node is a value of this kind. False for {@link #NONE}. */
  public boolean is(JsonKind kind, int node) {
    return node != NONE && kind(node) == kind;
  }

  /** Whether a string has escapes, so that its bytes are not its text. */
  boolean hasEscapes(int node) {
    return (kinds[node] & ESCAPED) != 0;
  }

  /** The offset in {@link #bytes} of the first byte of a value; of a string: after the quotation mark. */
  public int start(int node) {
    return starts[node];
  }

  /** The offset in {@link #bytes} after the last byte of a value; of a string: at the quotation mark. */
  public int end(int node) {
    return ends[node];
  }

  /** The node after a value and everything inside it. */
  public int after(int node) {
    return afters[node];
  }

  /**
   * The value of a member of an object. If the name occurs several times, the last one counts, as for the Kubernetes API server.
   *
   * @return {@link #NONE} if there is none, or the node is not an object
   */
  public int member(int node, byte[] name) {
    int found = NONE;
    if (is(JsonKind.OBJECT, node)) {
      int end = afters[node];
      for (int at = node + 1; at < end; at = afters[at + 1]) {
        if (isNamed(at, name)) {
          found = at + 1;
        }
      }
    }
    return found;
  }

  private boolean isNamed(int node, byte[] name) {
    int start = starts[node];
    int end = ends[node];
    if (hasEscapes(node)) {
      return escaped.equals(bytes, start, end, name);
    }
    return end - start == name.length && Arrays.equals(bytes, start, end, name, 0, name.length);
  }

  /**
   * An element of an array.
   *
   * @param index counted from 0
   * @return {@link #NONE} if there is none, or the node is not an array
   */
  public int element(int node, int index) {
    if (!is(JsonKind.ARRAY, node)) {
      return NONE;
    }
    int end = afters[node];
    int at = node + 1;
    for (int i = 0; i < index && at < end; i++) {
      at = afters[at];
    }
    return at < end ? at : NONE;
  }

  // For the parser. Returns NONE if there are too many nodes.

  int add(JsonKind kind, int start, int end) {
    if (size == starts.length) {
      if (size >= mostNodes) {
        return NONE;
      }
      resize(Math.min(2 * size, mostNodes));
    }
    int node = size++;
    kinds[node] = (byte) kind.ordinal();
    starts[node] = start;
    ends[node] = end;
    afters[node] = size;
    return node;
  }

  void markEscaped(int node) {
    kinds[node] |= ESCAPED;
  }

  void close(int node, int end) {
    ends[node] = end;
    afters[node] = size;
  }

  private void resize(int nodes) {
    kinds = Arrays.copyOf(kinds, nodes);
    starts = Arrays.copyOf(starts, nodes);
    ends = Arrays.copyOf(ends, nodes);
    afters = Arrays.copyOf(afters, nodes);
  }
}
