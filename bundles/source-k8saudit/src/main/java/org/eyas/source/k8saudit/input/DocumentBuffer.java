package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Divides the bytes of one file or stream into documents. A document is one line, or several if the first one ends with an opening
 * bracket or a comma:
 *
 * <pre>
 *   {"kind":"Event", ... }         one line
 *   {                              several lines, until all brackets are closed
 *     "kind": "Event"
 *   }
 *   {"kind":"Event", "aud          damaged: a document as it is
 *   {"kind":"Event", ... }         the next document
 * </pre>
 *
 * <p>Damage costs only one document: a line break in a string ends a document, and so does a line that begins with a
 * brace at a place where no object can begin. The memory grows up to the limit and is used again. Not thread-safe.
 */
final class DocumentBuffer {
  private static final int READ_BYTES = 1 << 16;

  private final String name;
  private final int maxBytes;
  private final BracketScanner scan = new BracketScanner();
  private byte[] bytes = new byte[2 * READ_BYTES];
  private int start; // of the document
  private int lineStart; // of the last line of the document that is there
  private int searched; // up to here there is no line break in that line
  private int end;
  private long lineNumber;
  private boolean skips;

  /**
   * @param name the file, as messages name it
   * @param maxBytes a longer document is truncated, and the rest of its line is skipped
   */
  DocumentBuffer(String name, int maxBytes) {
    this(name, maxBytes, 1);
  }

  /** @param firstLine the number of the line at which reading begins */
  DocumentBuffer(String name, int maxBytes, long firstLine) {
    this.name = name;
    this.maxBytes = maxBytes;
    lineNumber = firstLine;
  }

  /** The number of added bytes after the last document. */
  int pendingBytes() {
    return end - start;
  }

  /** The number of the line that follows the last document. */
  long lineNumber() {
    return lineNumber;
  }

  /** Skips all bytes up to the next line break, because reading begins within a line. */
  void skipLine() {
    skips = true;
  }

  /** Adds bytes of a file from a position on. Returns their number, or 0 or less at the end of the file. */
  int fill(FileChannel from, long position) throws IOException {
    makeRoom(READ_BYTES);
    int count = from.read(ByteBuffer.wrap(bytes, end, bytes.length - end), position);
    end += Math.max(0, count);
    return count;
  }

  /** Adds bytes of a stream. */
  void add(byte[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, bytes, end, more.length);
    end += more.length;
  }

  private void makeRoom(int count) {
    if (bytes.length - end < count) {
      int size = end - start;
      int most = Math.max(size + count, maxBytes + 2 * READ_BYTES);
      byte[] target = size + count > bytes.length ? new byte[Math.min(2 * (size + count), most)] : bytes;
      System.arraycopy(bytes, start, target, 0, size);
      bytes = target;
      lineStart -= start;
      searched -= start;
      start = 0;
      end = size;
    }
  }

  /**
   * Finds the next document. Blank lines are not documents.
   *
   * @param into points at the document afterwards; valid until more bytes are added
   * @param atEnd whether all bytes were added, so that all bytes that are left form a document
   * @return false if a document needs more bytes
   */
  boolean next(AuditDocument into, boolean atEnd) {
    for (int stop = documentEnd(atEnd); stop >= 0; stop = documentEnd(atEnd)) {
      boolean isDocument = !skips && !isBlank(start, stop);
      if (isDocument) {
        into.set(bytes, start, stop - start, name, lineNumber);
      }
      skips = stop == end && !atEnd; // truncated
      continueAfter(stop);
      if (isDocument) {
        return true;
      }
    }
    return false;
  }

  // The end of the document; -1 if more bytes are needed.
  private int documentEnd(boolean atEnd) {
    while (start < end) {
      int lineEnd = lineEnd();
      boolean isCut = lineEnd < 0 && !atEnd;
      if (isCut && end - start <= maxBytes) {
        return -1;
      }
      if (lineStart > start && lineStart < end && bytes[lineStart] == '{' && !scan.takesObject()) {
        return lineStart - 1;
      }
      if (lineEnd < 0 || skips || isLast(lineEnd) || lineEnd - start > maxBytes) {
        return lineEnd < 0 ? end : lineEnd;
      }
      lineStart = lineEnd + 1;
      searched = lineStart;
    }
    return -1;
  }

  private int lineEnd() {
    for (int at = Math.max(searched, lineStart); at < end; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    searched = end;
    return -1;
  }

  // Whether the line that ends here is the last one of the document.
  private boolean isLast(int lineEnd) {
    if (lineStart == start && !isContinued(lineEnd)) {
      return true;
    }
    scan.scanLine(bytes, lineStart, lineEnd);
    return scan.isOver();
  }

  private boolean isContinued(int lineEnd) {
    int last = lineEnd - 1;
    while (last >= lineStart && bytes[last] <= ' ') {
      last--;
    }
    return last >= lineStart && (bytes[last] == '{' || bytes[last] == '[' || bytes[last] == ',');
  }

  private boolean isBlank(int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] < 0 || bytes[at] > ' ') {
        return false;
      }
    }
    return true;
  }

  private void continueAfter(int stop) {
    int next = Math.min(stop + 1, end);
    for (int at = start; at < next; at++) {
      lineNumber += bytes[at] == '\n' ? 1 : 0;
    }
    start = next;
    lineStart = next;
    searched = next;
    scan.clear();
  }
}
