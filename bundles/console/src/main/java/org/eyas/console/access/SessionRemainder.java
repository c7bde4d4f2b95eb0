package org.eyas.console.access;

/**
 * The time that a session still has.
 *
 * @param seconds until its end, rounded up; 0 if it has ended
 * @param extensible whether a request of the user extends it; otherwise it ends then in any case
 * @param endsSoon whether the user should be warned
 */
public record SessionRemainder(long seconds, boolean extensible, boolean endsSoon) {
  public static final SessionRemainder NONE = new SessionRemainder(0, false, true);
}
