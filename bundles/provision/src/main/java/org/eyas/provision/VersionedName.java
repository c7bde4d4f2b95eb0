package org.eyas.provision;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name and the versions that the filter of a requirement asks for, in the notation of manifests. */
final class VersionedName {
  private static final Pattern AT_LEAST = Pattern.compile("version>=([^)]*)\\)");
  private static final Pattern BELOW = Pattern.compile("!\\([a-z-]*version>=([^)]*)\\)");

  private VersionedName() {}

  /** {@code org.foo [1.0.0,2.0.0)} for {@code (&(osgi.wiring.package=org.foo)(version>=1.0.0)(!(version>=2.0.0)))}. */
  static String of(String namespace, String filter) {
    Matcher name = Pattern.compile(Pattern.quote(namespace) + "=([^)]*)\\)").matcher(filter);
    if (!name.find()) {
      return filter;
    }
    String low = first(AT_LEAST, filter);
    String high = first(BELOW, filter);
    if (low.isEmpty()) {
      return name.group(1);
    }
    return name.group(1) + " " + (high.isEmpty() ? low + " or later" : "[" + low + "," + high + ")");
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
