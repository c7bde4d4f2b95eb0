package org.eyas.config.component;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a duration in the form of Prometheus: {@code 1h}, {@code 1m30s}, {@code 500ms}; the greatest unit first. */
public final class PrometheusDuration {
  private static final Pattern WRITTEN =
      Pattern.compile("(?:(\\d+)y)?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?(?:(\\d+)ms)?");
  private static final long SECOND = 1_000;
  private static final long DAY = 24 * 60 * 60 * SECOND;
  private static final long[] MILLIS = {365 * DAY, 7 * DAY, DAY, 60 * 60 * SECOND, 60 * SECOND, SECOND, 1};

  private PrometheusDuration() {}

  /** Milliseconds; empty if the text is not such a duration or does not fit into a long. */
  public static OptionalLong millis(String text) {
    Matcher matcher = WRITTEN.matcher(text.replaceAll("\\s", ""));
    if (!matcher.matches() || matcher.group().isEmpty()) {
      return OptionalLong.empty();
    }
    try {
      long sum = 0;
      for (int i = 0; i < MILLIS.length; i++) {
        String number = matcher.group(i + 1);
        sum = Math.addExact(sum, number == null ? 0 : Math.multiplyExact(Long.parseLong(number), MILLIS[i]));
      }
      return OptionalLong.of(sum);
    } catch (ArithmeticException | NumberFormatException e) {
      return OptionalLong.empty();
    }
  }
}
