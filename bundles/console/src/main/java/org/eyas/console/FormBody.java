package org.eyas.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.LongSupplier;

/**
 * The body of a form, read completely before a page gets it. It has a maximum length and must arrive at a minimum rate: a
 * client that sends it byte by byte is rejected.
 */
final class FormBody {
  /** The largest length of the forms of log-in and passwords. */
  static final int SMALL_BYTES = 8 << 10;

  /** The largest length of a form with a document that an admin edits. */
  static final int LARGE_BYTES = 8 << 20;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final long GRACE_NANOS = 5_000_000_000L;
  private static final int BYTES_A_SECOND = 1_024;

  /** Why a body is rejected. */
  static final class RefusedBodyException extends Exception {
    private static final long serialVersionUID = 1;

    private final int status;

    private RefusedBodyException(int status, String why) {
      super(why);
      this.status = status;
    }

    /** The HTTP status. */
    int status() {
      return status;
    }
  }

  /** The connection ended, or was silent for too long, before the body was complete. */
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
   * Checks the length and the type that the head of a request declares for the body.
   *
   * @param length as in the head; negative if the head has none
   */
  static void check(String type, long length, int limitBytes) throws RefusedBodyException {
    if (length < 0) {
      throw new RefusedBodyException(411, "A form must have a Content-Length.");
    }
    if (length > limitBytes) {
      throw new RefusedBodyException(413, "This form is longer than " + limitBytes + " bytes.");
    }
    if (length > 0 && !type.split(";", 2)[0].strip().equalsIgnoreCase(FORM)) {
      throw new RefusedBodyException(415, "The console accepts only forms of the type " + FORM + ".");
    }
  }

  static RefusedBodyException malformed() {
    return new RefusedBodyException(400, "This form is malformed.");
  }

  /** The text of the body; blocks until it is complete. */
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
        throw new ClientGoneException("it disconnected within its form");
      }
      return read;
    } catch (IOException e) {
      throw new ClientGoneException(e.toString());
    }
  }

  private static void checkPace(long bytes, long nanos) throws RefusedBodyException {
    long paidNanos = bytes * (1_000_000_000L / BYTES_A_SECOND);
    if (nanos > GRACE_NANOS + paidNanos) {
      throw new RefusedBodyException(408, "This form arrived too slowly.");
    }
  }
}
