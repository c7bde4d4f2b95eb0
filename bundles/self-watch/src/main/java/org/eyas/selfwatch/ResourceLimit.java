package org.eyas.selfwatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of /proc/self/limits.
 *
 * @param soft the limit that is in force, as the file has it: a number or "unlimited"
 * @param hard the limit up to which the process may raise the soft limit
 */
record ResourceLimit(String soft, String hard) {
  private static final Pattern LINE = Pattern.compile("Max (.+?) {2,}(\\S+) +(\\S+) .*");

  /** The limits by name, such as "open files". */
  static Map<String, ResourceLimit> parse(String file) {
    Map<String, ResourceLimit> limits = new LinkedHashMap<>();
    file.lines().map(LINE::matcher).filter(Matcher::matches)
        .forEach(line -> limits.put(line.group(1), new ResourceLimit(line.group(2), line.group(3))));
    return limits;
  }

  List<String> lossesUntil(String name, ResourceLimit later) {
    List<String> losses = new ArrayList<>();
    if (isLower(later.soft, soft)) {
      losses.add("soft limit of " + name + " lowered from " + soft + " to " + later.soft);
    }
    if (isLower(later.hard, hard)) {
      losses.add("hard limit of " + name + " lowered from " + hard + " to " + later.hard);
    }
    return losses;
  }

  // A limit has 64 bits without a sign; the highest is "unlimited".
  private static boolean isLower(String limit, String than) {
    return !isUnlimited(limit)
        && (isUnlimited(than) || Long.compareUnsigned(Long.parseUnsignedLong(limit), Long.parseUnsignedLong(than)) < 0);
  }

  private static boolean isUnlimited(String limit) {
    return limit.equals("unlimited");
  }
}
