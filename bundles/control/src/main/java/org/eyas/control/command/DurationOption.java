package org.eyas.control.command;

import java.time.Duration;
import org.eyas.api.config.RefusedException;

/** The value of an option that is a length of time: {@code 90s}, {@code 15m}, {@code 24h}, {@code 1d}. */
final class DurationOption {
  private DurationOption() {}

  /** @param most the longest that is possible */
  static Duration of(CommandRequest request, String option, Duration otherwise, Duration most) throws RefusedException {
    String text = request.options().get(option);
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[1-9]\\d{0,5}[smhd]")) {
      throw new UnclearCommandException("option --" + option + " needs a length of time such as 15m or 2h, not '" + text + "'");
    }
    Duration span = span(Long.parseLong(text.substring(0, text.length() - 1)), text.charAt(text.length() - 1));
    if (span.compareTo(most) > 0) {
      throw new UnclearCommandException("option --" + option + " can be at most " + most.toHours() + "h, not '" + text + "'");
    }
    return span;
  }

  private static Duration span(long number, char unit) {
    return switch (unit) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }
}
