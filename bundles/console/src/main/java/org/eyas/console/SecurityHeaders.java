package org.eyas.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.eyas.console.access.FelixPageAccess;

/**
 * The security headers of every response. They tell a browser which resources a page may load, and which sites may
 * embed the page.
 */
final class SecurityHeaders {
  private static final String OWN =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'";

  // Felix' pages contain inline scripts and styles.
  private static final String OF_FELIX =
      "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

  private static final String FOR_ALL = "; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private SecurityHeaders() {}

  static void set(HttpServletRequest request, HttpServletResponse response) {
    boolean felix = request.getRequestURI().startsWith(FelixPageAccess.ROOT);
    response.setHeader("Content-Security-Policy", (felix ? OF_FELIX : OWN) + FOR_ALL);
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("X-Content-Type-Options", "nosniff");
    // no-referrer would make browsers send forms with the origin "null"
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Cache-Control", "no-store");
    if (request.isSecure()) {
      response.setHeader("Strict-Transport-Security", "max-age=31536000");
    }
  }
}
