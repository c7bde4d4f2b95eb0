package org.eyas.console.access;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The access of admins to Felix' pages, which are read-only. A change there would bypass the configuration file and the
 * checks of Eyas' own pages, and could stop the engine. Pages that print configurations, properties and environment
 * with all secrets are closed.
 */
public final class FelixPageAccess {
  public static final String ROOT = "/system/console";

  private static final Set<String> SHOWN = Set.of("", "bundles", "services", "components", "configMgr", "res", "licenses");
  // This page requests details by POST; the doorkeeper rejects forms that change something.
  private static final Set<String> ASK_BY_POST = Set.of("configMgr");

  // The parameters that change something. A form of Felix without one of them only requests details.
  private static final Set<String> CHANGES = Set.of("action", "apply", "create", "delete", "unbind", "update");

  // The page of configurations takes a GET with this parameter for a POST.
  private static final String AS_POST = "post";
  private static final String READ_ONLY =
      "Felix' pages are read-only: start and stop bundles on the page Bundles of Eyas, install them with eyas bundles.";

  private FelixPageAccess() {}

  /**
   * Why the form of a request is refused.
   *
   * @param names the names of its parameters, also of those without a value
   */
  public static Optional<String> refusalReason(String path, Set<String> names) {
    boolean changes = path.startsWith(ROOT) && names.stream().anyMatch(CHANGES::contains);
    return changes ? Optional.of(READ_ONLY) : Optional.empty();
  }

  /** Whether a request by GET would change something. Does not read the form of a POST. */
  static boolean changesByGet(ConsoleRequest request) {
    return !request.method().equals("POST") && request.path().startsWith(ROOT)
        && Stream.concat(Stream.of(AS_POST), CHANGES.stream()).anyMatch(name -> !request.parameter(name).isEmpty());
  }

  /** Why a request is refused. */
  static Optional<String> refusalReason(ConsoleRequest request) {
    String path = request.path();
    if (!path.equals(ROOT) && !path.startsWith(ROOT + "/")) {
      return Optional.empty(); // no such page: 404
    }
    String page = path.equals(ROOT) ? "" : path.substring(ROOT.length() + 1).split("/", 2)[0];
    String name = page.endsWith(".json") ? page.substring(0, page.length() - 5) : page;
    if (!SHOWN.contains(name)) {
      return Optional.of("This page of Felix is closed: it may show passwords.");
    }
    boolean refused = request.method().equals("POST") ? !ASK_BY_POST.contains(name) : changesByGet(request);
    return refused ? Optional.of(READ_ONLY) : Optional.empty();
  }
}
