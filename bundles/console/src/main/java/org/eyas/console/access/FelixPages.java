package org.eyas.console.access;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What an admin may do on Felix' pages. They show what runs; what they would change behind the back of the configuration file
 * is left out, and so are pages that print configurations, properties and environment with all secrets.
 */
public final class FelixPages {
  public static final String ROOT = "/system/console";

  private static final Set<String> SHOWN = Set.of("", "bundles", "services", "components", "configMgr", "res", "licenses");

  private final boolean maySetPrograms;

  /** @param maySetPrograms whether bundles may be installed: they run whatever they like */
  public FelixPages(boolean maySetPrograms) {
    this.maySetPrograms = maySetPrograms;
  }

  /** Why a request is refused. */
  Optional<String> complaint(Request request) {
    String path = request.path();
    if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
      return Optional.empty(); // nobody is there: 404
    }
    String page = path.equals(ROOT) ? "" : path.substring(ROOT.length() + 1).split("/", 2)[0];
    String name = page.endsWith(".json") ? page.substring(0, page.length() - 5) : page;
    if (!SHOWN.contains(name)) {
      return Optional.of("This page of Felix is closed: it may show passwords.");
    }
    if (request.method().equals("POST") && name.equals("bundles") && !maySetPrograms && brings(request)) {
      return Optional.of("Bundles run any code: set eyas.console.may_set_programs in the configuration file to install them here.");
    }
    return Optional.empty();
  }

  // A file comes as multipart; an update or a refresh names an action and takes what the bundle was installed from.
  private static boolean brings(Request request) {
    return request.header("Content-Type").toLowerCase(Locale.ROOT).startsWith("multipart/");
  }
}
