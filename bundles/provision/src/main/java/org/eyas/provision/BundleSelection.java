package org.eyas.provision;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The choice of bundles to run: names in which {@code *} stands for any characters. A name with {@code !} at the beginning
 * excludes bundles. If all names begin with {@code !}, all other bundles run.
 */
final class BundleSelection {
  private static final String OURS = "org.eyas.";

  private final List<String> wanted;
  private final List<String> unwanted;

  BundleSelection(List<String> patterns) {
    wanted = patterns.stream().filter(pattern -> !pattern.startsWith("!")).toList();
    unwanted = patterns.stream().filter(pattern -> pattern.startsWith("!")).map(pattern -> pattern.substring(1)).toList();
  }

  /**
   * The short name of a bundle: {@code output-http} for {@code org.eyas.output.http}. Bundles of other authors are named by their
   * symbolic name.
   */
  static String nameOf(String symbolicName) {
    return symbolicName.startsWith(OURS) ? symbolicName.substring(OURS.length()).replace('.', '-') : symbolicName;
  }

  boolean includes(String symbolicName) {
    String name = nameOf(symbolicName);
    return (wanted.isEmpty() || wanted.stream().anyMatch(pattern -> matches(pattern, name)))
        && unwanted.stream().noneMatch(pattern -> matches(pattern, name));
  }

  /** The names that match none of these bundles, which are probably mistakes. */
  List<String> unknown(List<String> symbolicNames) {
    List<String> names = symbolicNames.stream().map(BundleSelection::nameOf).toList();
    return Stream.concat(wanted.stream(), unwanted.stream())
        .filter(pattern -> names.stream().noneMatch(name -> matches(pattern, name)))
        .toList();
  }

  private static boolean matches(String pattern, String name) {
    return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), name);
  }
}
