package org.eyas.core.recording;

import java.nio.file.Path;
import java.util.Locale;

/**
 * Which alerts write captures, and what the files are like.
 *
 * @param enabled whether any is written
 * @param allRules whether every alert writes one, or only those of rules that ask for it
 * @param defaultMillis how long a capture lasts where the rule does not say it
 * @param maxMegabytes the size at which a file ends; 0 for none
 * @param prefix what the paths of the files begin with
 */
public record RecordingPolicy(
    boolean enabled, boolean allRules, long defaultMillis, long maxMegabytes, String prefix) {
  public static final RecordingPolicy OFF = new RecordingPolicy(false, false, 0, 0, "");

  private static final long MILLI = 1_000_000;

  boolean wants(boolean ruleAsks) {
    return enabled && (allRules || ruleAsks);
  }

  /** @param ruleMillis what the rule says; 0 where it says nothing */
  long nanos(long ruleMillis) {
    return (ruleMillis > 0 ? ruleMillis : defaultMillis) * MILLI;
  }

  /** 0 for no limit. */
  long maxBytes() {
    return maxMegabytes << 20;
  }

  /** Falco's names, which sort by time: PREFIX_TIME_NUMBER.scap with twenty digits each. */
  Path file(long nanos, long eventNumber) {
    return Path.of(String.format(Locale.ROOT, "%s_%020d_%020d.scap", prefix, nanos, eventNumber));
  }
}
