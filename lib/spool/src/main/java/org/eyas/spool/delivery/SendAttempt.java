package org.eyas.spool.delivery;

/**
 * The result of one attempt to send an entry.
 *
 * @param waitMillis the minimum time until the next attempt
 * @param text the reason of the result, for the log; may be empty
 */
public record SendAttempt(Result result, long waitMillis, String text) {
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

  public static final SendAttempt ACCEPTED = new SendAttempt(Result.ACCEPTED, 0, "");
  public static final SendAttempt FAILED = new SendAttempt(Result.FAILED, 0, "");
  public static final SendAttempt REFUSED = new SendAttempt(Result.REFUSED, 0, "");

  public static SendAttempt unavailable(long waitMillis, String text) {
    return new SendAttempt(Result.UNAVAILABLE, waitMillis, text);
  }

  public static SendAttempt refused(String text) {
    return new SendAttempt(Result.REFUSED, 0, text);
  }
}
