package org.eyas.console.page.configuration;

import java.util.Locale;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.UserRequest;

/**
 * The filter in the address of the page of keys. If all parts are empty, the page shows only the sections.
 *
 * @param text a part of the name or of the description
 * @param section see {@link KeyRow#section}
 * @param bundle the symbolic name of a bundle that gets the value
 * @param changed whether only keys are shown that differ from their defaults
 */
record KeyFilter(String text, String section, String bundle, boolean changed) {
  static final String PATH = "/configuration/keys";

  static KeyFilter of(UserRequest visit) {
    return new KeyFilter(
        visit.parameter("text").strip(), visit.parameter("section"), visit.parameter("bundle"),
        !visit.parameter("changed").isEmpty());
  }

  boolean isEmpty() {
    return text.isEmpty() && section.isEmpty() && bundle.isEmpty() && !changed;
  }

  boolean accepts(KeyRow row) {
    String words = (row.name() + " " + row.key().description()).toLowerCase(Locale.ROOT);
    return words.contains(text.toLowerCase(Locale.ROOT))
        && (section.isEmpty() || row.section().equals(section))
        && (bundle.isEmpty() || isKeyOf(bundle, row.key()))
        && (!changed || row.changed());
  }

  /** Whether the bundle gets the value of the key. The PIDs of a bundle of Eyas begin with its symbolic name. */
  static boolean isKeyOf(String bundle, ConfigurationKey key) {
    return key.pids().stream().anyMatch(pid -> pid.matches("\\Q" + bundle + "\\E([.~].*)?"));
  }

  /** The address of all keys of a section. */
  static String sectionAddress(String section) {
    return PATH + "?" + QueryString.parameter("section", section);
  }

  /** The address of all keys of a bundle. */
  static String bundleAddress(String bundle) {
    return PATH + "?" + QueryString.parameter("bundle", bundle);
  }

  String address() {
    return PATH + "?" + QueryString.parameter("text", text) + "&" + QueryString.parameter("section", section) + "&"
        + QueryString.parameter("bundle", bundle) + (changed ? "&changed=1" : "");
  }
}
