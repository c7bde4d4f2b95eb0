package org.eyas.spool.delivery;

/**
 * The result of one attempt to send an entry.
 *
 * @param waitMillis the minimum time until the next attempt
 * @param text the reason of the result, for the log; may be empty
 */
public record Attempt(Result result, long waitMillis, String text) {
  /** The results of an attempt. */
  public enum Result {
    ACCEPTED,
    /** The attempt failed. The entry or the receiver may be the reason. */
    FAILED,
    /** The receiver accepts no entries now. */
    UNAVAILABLE,
    /** The receiver works and will never accept this entry. */
    REFUSED
  }

  public static final Attempt ACCEPTED = new Attempt(Result.ACCEPTED, 0, "");
  public static final Attempt FAILED = new Attempt(Result.FAILED, 0, "");
  public static final Attempt REFUSED = new Attempt(Result.REFUSED, 0, "");

  public static Attempt unavailable(long waitMillis, String text) {
    return new Attempt(Result.UNAVAILABLE, waitMillis, text);
  }

  public static Attempt refused(String text) {
    return new Attempt(Result.REFUSED, 0, text);
  }
}
