package org.eyas.console.access;

import java.util.Optional;
import java.util.Set;

/**
 * The access of admins to Felix' pages: they are read-only. A change there would bypass the configuration file and the
 * checks of Eyas' own pages, and could stop the engine. Pages that print configurations, properties and environment with all
 * secrets are closed.
 */
public final class FelixPages {
  public static final String ROOT = "/system/console";

  private static final Set<String> SHOWN = Set.of("", "bundles", "services", "components", "configMgr", "res", "licenses");
  // This page requests details by POST; FelixConfigurations rejects changes.
  private static final Set<String> ASK_BY_POST = Set.of("configMgr");

  private FelixPages() {}

  /** Why a request is refused. */
  static Optional<String> complaint(Request request) {
    String path = request.path();
    if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
      return Optional.empty(); // no such page: 404
    }
    String page = path.equals(ROOT) ? "" : path.substring(ROOT.length() + 1).split("/", 2)[0];
    String name = page.endsWith(".json") ? page.substring(0, page.length() - 5) : page;
    if (!SHOWN.contains(name)) {
      return Optional.of("This page of Felix is closed: it may show passwords.");
    }
    if (request.method().equals("POST") && !ASK_BY_POST.contains(name)) {
      return Optional.of(
          "Felix' pages are read-only: start and stop bundles on the page Bundles of Eyas, install them with eyas bundles.");
    }
    return Optional.empty();
  }
}
