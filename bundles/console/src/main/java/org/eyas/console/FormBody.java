package org.eyas.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * The body of a form, read completely before any page sees it. It has a maximum length and must arrive at a minimum rate: a
 * client that sends it byte by byte is refused.
 */
final class FormBody {
  /** What a log-in or the change of a password needs, and more. */
  static final int SMALL_BYTES = 8 << 10;

  /** A document that an admin edits. */
  static final int LARGE_BYTES = 8 << 20;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long GRACE_NANOS = 5_000_000_000L;
  private static final int BYTES_A_SECOND = 1_024;

  /** Why a body is not taken. */
  static final class RefusedBodyException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private RefusedBodyException(int status, String why) {
      super(why);
      this.status = status;
    }

    /** The status of HTTP. */
    int status() {
      return status;
    }
  }

  /** The connection ended, or was silent for too long, before the body was there. */
  static final class ClientGoneException extends Exception {
    private static final long serialVersionUID = 1;

    private ClientGoneException(String what) {
      super(what);
    }
  }

  private final InputStream in;
  private final LongSupplier nanoTime;

  FormBody(InputStream in, LongSupplier nanoTime) {
    this.in = in;
    this.nanoTime = nanoTime;
  }

  /**
   * Looks at what the head of a request says about the body.
   *
   * @param length as the head tells it, negative where it does not
   */
  static void check(String type, long length, int limitBytes) throws RefusedBodyException {
    if (length < 0) {
      throw new RefusedBodyException(411, "A form must say how long it is (Content-Length).");
    }
    if (length > limitBytes) {
      throw new RefusedBodyException(413, "This form is longer than " + limitBytes + " bytes.");
    }
    if (length > 0 && !type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
      throw new RefusedBodyException(415, "The console takes forms of the type " + FORM + " only.");
    }
  }

  static RefusedBodyException malformed() {
    return new RefusedBodyException(400, "This form is malformed.");
  }

  /** The text of the body; blocks until it is there. */
  String read(int lengthBytes) throws ClientGoneException, RefusedBodyException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8 << 10];
    long start = nanoTime.getAsLong();
    while (body.size() < lengthBytes) {
      int read = readSome(buffer, lengthBytes - body.size());
      body.write(buffer, 0, read);
      checkPace(body.size(), nanoTime.getAsLong() - start);
    }
    return body.toString(StandardCharsets.UTF_8);
  }

  private int readSome(byte[] buffer, int most) throws ClientGoneException {
    try {
      int read = in.read(buffer, 0, Math.min(buffer.length, most));
      if (read < 0) {
        throw new ClientGoneException("it hung up within its form");
      }
      return read;
    } catch (IOException e) {
      throw new ClientGoneException(e.toString());
    }
  }

  private static void checkPace(long bytes, long nanos) throws RefusedBodyException {
    long paidNanos = bytes * (1_000_000_000L / BYTES_A_SECOND);
    if (nanos > GRACE_NANOS + paidNanos) {
      throw new RefusedBodyException(408, "This form comes too slowly.");
    }
  }
}
