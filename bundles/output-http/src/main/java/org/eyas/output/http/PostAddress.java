package org.eyas.output.http;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The address to which alerts are posted.
 *
 * @param uri the address without user and password
 * @param authorization the value of the Authorization header for the user and password in the address, or empty
 */
record PostAddress(URI uri, String authorization) {
  /**
   * Reads a URL as curl does: it may be in quotes and may lack "http://".
   *
   * @param key the key under which the user wrote it
   */
  static PostAddress of(String key, String url) throws IOException {
    String text = unquoted(url.strip());
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() == null || !uri.getScheme().matches("(?i)https?")) {
        throw new IOException(key + ": '" + withoutSecrets(text) + "' is not an address of the form http[s]://HOST/...");
      }
      return new PostAddress(withoutUser(uri), authorization(uri));
    } catch (URISyntaxException e) {
      throw new IOException(key + ": '" + withoutSecrets(text) + "': " + e.getReason(), e);
    }
  }

  boolean usesTls() {
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

  /** The address for the log, without its path, because the path of a web hook is a secret. */
  String forLog() {
    return withoutSecrets(uri.toString());
  }

  /** An address without its path. */
  static String withoutSecrets(String address) {
    String open = address.replaceFirst("//[^/?#]*@", "//");
    int path = open.indexOf('/', Math.max(0, open.indexOf("://") + 3));
    return path < 0 || path == open.length() - 1 ? open : open.substring(0, path) + "/...";
  }
}
