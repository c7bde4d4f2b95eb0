package org.eyas.enricher.container.socket;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads a response of HTTP/1.1 piece by piece: the head, and a body of known length, in chunks, or up to the end of the
 * connection. Everything has a limit, because the other end is not trusted. Not thread-safe.
 */
final class HttpResponse {
  private static final int MOST_HEAD = 64 * 1024;

  private enum State {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    DONE
  }

  private final int mostBody;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private State state = State.HEAD;
  private int status;
  private boolean chunked;
  private long length = -1;
  private long rest;

  /** @param mostBody the maximum number of bytes of the body that wait for {@link #takeBody} */
  HttpResponse(int mostBody) {
    this.mostBody = mostBody;
  }

  /** The status; 0 until the first line was read. */
  int status() {
    return status;
  }

  /** Whether the whole body was read. A body up to the end of the connection is never done before {@link #end}. */
  boolean isDone() {
    return state == State.DONE;
  }

  /** The part of the body that has arrived and was not taken before. */
  byte[] takeBody() {
    byte[] taken = body.toByteArray();
    body.reset();
    return taken;
  }

  /** Reads what the other end has sent. */
  void read(ByteBuffer in) throws IOException {
    while (in.hasRemaining() && state != State.DONE) {
      switch (state) {
        case HEAD, CHUNK_SIZE, CHUNK_END -> readLine(in);
        default -> readBody(in);
      }
    }
  }

  /** Called when the connection has ended: completes a body that lasts up to that end. */
  void end() throws IOException {
    boolean whole = state == State.DONE || state == State.BODY && length < 0;
    if (!whole) {
      throw new IOException("the connection ended within the answer");
    }
    state = State.DONE;
  }

  private void readLine(ByteBuffer in) throws IOException {
    byte next = in.get();
    if (next != '\n') {
      line.write(next);
      if (line.size() > MOST_HEAD) {
        throw new IOException("the answer is not HTTP: a line is longer than " + MOST_HEAD + " bytes");
      }
      return;
    }
    String text = line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    line.reset();
    switch (state) {
      case HEAD -> head(text);
      case CHUNK_SIZE -> chunk(text);
      default -> state = State.CHUNK_SIZE;
    }
  }

  private void head(String text) throws IOException {
    if (status == 0) {
      if (!text.matches("HTTP/1\\.[01] [1-5][0-9][0-9].*")) {
        throw new IOException("the answer is not HTTP");
      }
      status = Integer.parseInt(text.substring(9, 12));
    } else if (text.isEmpty()) {
      rest = length;
      state = chunked ? State.CHUNK_SIZE : length == 0 ? State.DONE : State.BODY;
    } else {
      header(text.toLowerCase(Locale.ROOT));
    }
  }

  private void header(String text) throws IOException {
    if (text.startsWith("transfer-encoding:")) {
      chunked = text.contains("chunked");
    } else if (text.startsWith("content-length:")) {
      length = number(text.substring(15).strip(), 10);
    }
  }

  private void chunk(String text) throws IOException {
    rest = number(text.replaceFirst(";.*", "").strip(), 16);
    state = rest == 0 ? State.DONE : State.CHUNK;
  }

  private static long number(String text, int radix) throws IOException {
    try {
      return Math.max(0, Long.parseLong(text, radix));
    } catch (NumberFormatException e) {
      throw new IOException("the answer is not HTTP: '" + text + "' is not a length", e);
    }
  }

  private void readBody(ByteBuffer in) throws IOException {
    int count = (int) (rest < 0 ? in.remaining() : Math.min(rest, in.remaining()));
    if (body.size() + count > mostBody) {
      throw new IOException("the answer is longer than " + mostBody + " bytes");
    }
    byte[] part = new byte[count];
    in.get(part);
    body.writeBytes(part);
    if (rest >= 0) {
      rest -= count;
      if (rest == 0) {
        state = state == State.CHUNK ? State.CHUNK_END : State.DONE;
      }
    }
  }
}
