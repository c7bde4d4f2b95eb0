package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes the tags of a rule. They are those of Sigma; tags of MITRE get the form that the rules of Eyas use. */
final class RuleTags {
  private static final String ATTACK = "attack.";
  private static final Pattern TECHNIQUE = Pattern.compile("t\\d{4}(\\.\\d{3})?");
  private static final Pattern NUMBERED = Pattern.compile("[gs]\\d{4}");

  private RuleTags() {}

  /** @param more tags of the log source */
  static List<String> of(List<String> sigma, List<String> more) {
    Set<String> tags = new LinkedHashSet<>(List.of("sigma"));
    tags.addAll(more);
    sigma.forEach(tag -> tags.add(of(tag)));
    return new ArrayList<>(tags);
  }

  /** T1059.004 for attack.t1059.004, mitre_initial_access for attack.initial-access, G0016 for attack.g0016. */
  private static String of(String tag) {
    if (!tag.startsWith(ATTACK)) {
      return tag;
    }
    String name = tag.substring(ATTACK.length()).toLowerCase(Locale.ROOT);
    boolean coded = TECHNIQUE.matcher(name).matches() || NUMBERED.matcher(name).matches();
    return coded ? name.toUpperCase(Locale.ROOT) : "mitre_" + name.replace('-', '_');
  }
}
