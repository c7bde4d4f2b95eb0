package org.eyas.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks the structure of a document and fills the index with its values. Bytes in strings are not checked: Go's parser accepts
 * those that are not UTF-8, so the API server of Kubernetes passes them on. Does not recurse: the objects and arrays that are open
 * are in an array.
 */
final class JsonParser {
  private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long BLANKS = 0x20 * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;
  private static final byte[] NOTHING = {};
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final JsonIndex index;
  private final JsonException fault = new JsonException();
  private final String tooDeep;
  private final String tooMany;
  private final int[] open;
  private byte[] in = NOTHING;
  private int begin;
  private int at;
  private int end;
  private int depth;

  /** Whether the innermost open object or array has just been opened. */
  private boolean opened;

  JsonParser(JsonIndex index, JsonLimits limits) {
    this.index = index;
    open = new int[limits.depth()];
    tooDeep = "more than " + limits.depth() + " objects and arrays are inside each other";
    tooMany = "the document has more than " + limits.nodes() + " values";
  }

  void parse(byte[] source, int from, int to) throws JsonException {
    in = source;
    begin = from;
    at = from;
    end = to;
    depth = 0;
    skipBlanks();
    value();
    while (depth > 0) {
      skipBlanks();
      next(open[depth - 1]);
    }
    skipBlanks();
    if (at < end) {
      throw fault("something follows the document");
    }
  }

  // The next entry of an object or array, or its end.
  private void next(int container) throws JsonException {
    boolean isObject = index.kind(container) == JsonKind.OBJECT;
    if (peek() == (isObject ? '}' : ']')) {
      at++;
      index.close(container, at);
      depth--;
      opened = false;
      return;
    }
    if (!opened) {
      require(',', "a comma is missing");
      skipBlanks();
    }
    opened = false;
    if (isObject) {
      name();
    }
    value();
  }

  private void name() throws JsonException {
    if (peek() != '"') {
      throw fault("the name of a member is missing");
    }
    string();
    skipBlanks();
    require(':', "a colon is missing");
    skipBlanks();
  }

  private void value() throws JsonException {
    switch (peek()) {
      case '"' -> string();
      case '{' -> open(JsonKind.OBJECT);
      case '[' -> open(JsonKind.ARRAY);
      case 't' -> literal(JsonKind.TRUE, TRUE);
      case 'f' -> literal(JsonKind.FALSE, FALSE);
      case 'n' -> literal(JsonKind.NULL, NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw fault("a value is missing");
    }
  }

  private void open(JsonKind kind) throws JsonException {
    if (depth == open.length) {
      throw fault(tooDeep);
    }
    open[depth++] = add(kind, at, at);
    at++;
    opened = true;
  }

  private int add(JsonKind kind, int from, int to) throws JsonException {
    int node = index.add(kind, from, to);
    if (node == JsonIndex.NONE) {
      throw fault(tooMany);
    }
    return node;
  }

  private void literal(JsonKind kind, byte[] text) throws JsonException {
    int from = at;
    for (byte wanted : text) {
      if (peek() != wanted) {
        throw fault("a value is misspelt");
      }
      at++;
    }
    add(kind, from, at);
  }

  private void number() throws JsonException {
    int from = at;
    at += in[at] == '-' ? 1 : 0;
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (at < end && in[at] == '.') {
      at++;
      digits();
    }
    if (at < end && (in[at] | 0x20) == 'e') {
      at++;
      at += peek() == '-' || in[at] == '+' ? 1 : 0;
      digits();
    }
    add(JsonKind.NUMBER, from, at);
  }

  private void digits() throws JsonException {
    if (!isDigit(peek())) {
      throw fault("a digit is missing");
    }
    while (at < end && isDigit(in[at])) {
      at++;
    }
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void string() throws JsonException {
    int from = ++at;
    boolean escapes = false;
    at = plainEnd(at);
    while (at < end && in[at] != '"') {
      if (in[at] == '\\') {
        escape();
        escapes = true;
      } else {
        throw fault("a string has a control character");
      }
      at = plainEnd(at);
    }
    if (at >= end) {
      throw fault("a string has no end");
    }
    int node = add(JsonKind.STRING, from, at++);
    if (escapes) {
      index.markEscaped(node);
    }
  }

  // The first byte that is a quotation mark, a backslash or a control character: eight bytes per step. Subtracting sets the high
  // bit of a byte that is smaller; a borrow only reaches bytes after that one, and the first one is taken.
  private int plainEnd(int from) {
    int i = from;
    for (; i + 8 <= end; i += 8) {
      long word = (long) WORDS.get(in, i);
      long special = (word - BLANKS | (word ^ QUOTES) - ONES | (word ^ BACKSLASHES) - ONES) & ~word & HIGH_BITS;
      if (special != 0) {
        return i + (Long.numberOfTrailingZeros(special) >> 3);
      }
    }
    while (i < end && (in[i] & 0xff) >= 0x20 && in[i] != '"' && in[i] != '\\') {
      i++;
    }
    return i;
  }

  private void escape() throws JsonException {
    at++;
    switch (peek()) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> at++;
      case 'u' -> {
        at++;
        for (int i = 0; i < 4; i++) {
          if (Character.digit(peek(), 16) < 0) {
            throw fault("an escape needs four hexadecimal digits");
          }
          at++;
        }
      }
      default -> throw fault("an escape is unknown");
    }
  }

  private void skipBlanks() {
    while (at < end && in[at] <= ' ' && isBlank(in[at])) {
      at++;
    }
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private int peek() throws JsonException {
    if (at >= end) {
      throw fault("the document has no end");
    }
    return in[at];
  }

  private void require(int wanted, String otherwise) throws JsonException {
    if (peek() != wanted) {
      throw fault(otherwise);
    }
    at++;
  }

  private JsonException fault(String reason) {
    return fault.describe(reason, at - begin);
  }
}
