package org.eyas.console.access;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The page to open after a log-in. The text comes from a link that anybody can make, so only paths of this console are accepted:
 * an address of another site, however it is written, becomes the first page.
 */
public final class ReturnPath {
  /** The name of the parameter. */
  public static final String PARAMETER = "next";

  private static final String FIRST = "/";
  private static final int LONGEST = 2_000;
  // No backslash, which browsers read as a slash; no second slash at the begin, after which browsers expect a host.
  private static final Pattern OWN = Pattern
      .compile("/(?:[A-Za-z0-9._~@+,:$=!%-][A-Za-z0-9._~/@+,:$=!%-]*)?(?:\\?[A-Za-z0-9._~/@+,:;$=!%*()'?&{}|^`\\[\\]-]*)?");

  private ReturnPath() {}

  public static String of(String wanted) {
    boolean loops = wanted.startsWith("/login") || wanted.startsWith(AccessGate.LOG_OUT);
    return wanted.length() <= LONGEST && OWN.matcher(wanted).matches() && !loops ? wanted : FIRST;
  }

  /** The path of the log-in page that returns to a page. */
  public static String logInPath(String page, String query) {
    String wanted = of(query.isEmpty() ? page : page + "?" + query);
    return wanted.equals(FIRST) ? "/login" : "/login?" + query(wanted);
  }

  /** The query with a path that was checked. */
  public static String query(String path) {
    return PARAMETER + "=" + URLEncoder.encode(path, StandardCharsets.UTF_8);
  }
}
