package org.eyas.engine.recording;

import java.nio.file.Path;
import java.util.Locale;

/**
 * The settings of captures: the alerts that start one, and the properties of the files.
 *
 * @param enabled whether captures are written
 * @param allRules whether every alert writes one, or only alerts of rules that ask for it
 * @param defaultMillis duration of a capture if the rule has none
 * @param maxMegabytes the size at which a file ends; 0 for no limit
 * @param prefix the beginning of the paths
 */
public record CapturePolicy(
    boolean enabled, boolean allRules, long defaultMillis, long maxMegabytes, String prefix) {
  public static final CapturePolicy OFF = new CapturePolicy(false, false, 0, 0, "");

  private static final long MILLI = 1_000_000;

  boolean wants(boolean ruleAsks) {
    return enabled && (allRules || ruleAsks);
  }

  /** @param ruleMillis duration that the rule asks for; 0 for the default */
  long nanos(long ruleMillis) {
    return (ruleMillis > 0 ? ruleMillis : defaultMillis) * MILLI;
  }

  /** The size at which a file ends, in bytes; 0 for no limit. */
  long maxBytes() {
    return maxMegabytes << 20;
  }

  /**
   * The path of a capture file. Its name follows Falco and sorts by time: PREFIX_TIME_NUMBER.scap with twenty digits
   * for each number.
   */
  Path file(long nanos, long eventNumber) {
    return Path.of(String.format(Locale.ROOT, "%s_%020d_%020d.scap", prefix, nanos, eventNumber));
  }
}
