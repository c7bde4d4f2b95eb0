package org.eyas.output.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Where alerts are posted to.
 *
 * @param uri without user and password
 * @param authorization the header that user and password of the address ask for, or empty
 */
record Target(URI uri, String authorization) {
  /** Reads http_output.url as curl does: it may be quoted, and lack its "http://". */
  static Target of(String url) throws IOException {
    String text = unquoted(url.strip());
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() == null || !uri.getScheme().matches("(?i)https?")) {
        throw new IOException("http_output.url: '" + shown(text) + "' is no address of the form http[s]://HOST/...");
      }
      return new Target(withoutUser(uri), authorization(uri));
    } catch (URISyntaxException e) {
      throw new IOException("http_output.url: '" + shown(text) + "': " + e.getReason(), e);
    }
  }

  boolean secure() {
    return uri.getScheme().equalsIgnoreCase("https");
  }

  private static String unquoted(String text) {
    boolean quoted =
        text.length() > 1
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }

  private static String authorization(URI uri) {
    String user = uri.getUserInfo();
    return user == null
        ? ""
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static URI withoutUser(URI uri) throws URISyntaxException {
    String authority = uri.getRawAuthority();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new URI(uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + path + query);
  }

  // A password belongs into no log.
  private static String shown(String text) {
    return text.replaceFirst("//[^/]*@", "//");
  }
}
