package org.eyas.output.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that environment variables set for an address, with the rules of curl (docs/libcurl/opts/CURLOPT_PROXY.md,
 * lib/noproxy.c).
 *
 * @param authorization the value of the Proxy-Authorization header for its user and password, or empty
 */
record EnvironmentProxy(InetSocketAddress address, String authorization) {
  private static final int CURLS_PORT = 1080;

  /**
   * Returns the proxy for an address; null if there is none.
   *
   * @throws IOException if a variable does not name a proxy that Eyas can use
   */
  static @Nullable EnvironmentProxy of(URI target, Function<String, @Nullable String> environment) throws IOException {
    String scheme = target.getScheme().toLowerCase(Locale.ROOT);
    // A CGI program receives the header "Proxy" of a request as HTTP_PROXY. Therefore curl reads this name in lower case only.
    String[] names =
        scheme.equals("http")
            ? new String[] {"http_proxy", "all_proxy", "ALL_PROXY"}
            : new String[] {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"};
    for (String name : names) {
      String value = environment.apply(name);
      if (value != null && !value.isBlank()) {
        return excluded(target.getHost(), environment) ? null : parse(name, value.strip());
      }
    }
    return null;
  }

  private static EnvironmentProxy parse(String variable, String text) throws IOException {
    String wrong = "environment variable " + variable + ": its value is not a proxy of the form http://HOST:PORT";
    try {
      URI uri = new URI(text.contains("://") ? text : "http://" + text);
      if (uri.getHost() == null || !uri.getScheme().equalsIgnoreCase("http")) {
        throw new IOException(wrong);
      }
      int port = uri.getPort() < 0 ? CURLS_PORT : uri.getPort();
      // The name is resolved when it is needed, because the name server may become available later.
      return new EnvironmentProxy(InetSocketAddress.createUnresolved(uri.getHost(), port), authorization(uri));
    } catch (URISyntaxException e) {
      throw new IOException(wrong, e);
    }
  }

  private static String authorization(URI uri) {
    String user = uri.getUserInfo();
    return user == null
        ? ""
        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean excluded(String host, Function<String, @Nullable String> environment) {
    String small = environment.apply("no_proxy");
    String list = small == null ? environment.apply("NO_PROXY") : small;
    if (list == null) {
      return false;
    }
    String name = host.replaceAll("^\\[|\\]$|\\.$", "").toLowerCase(Locale.ROOT);
    for (String entry : list.toLowerCase(Locale.ROOT).split("[,\\s]+")) {
      if (entry.equals("*") || !entry.isEmpty() && covers(entry.replaceAll("^\\.|\\.$", ""), name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String entry, String host) {
    byte @Nullable [] address = address(host);
    if (address == null) {
      return host.equals(entry) || host.endsWith("." + entry);
    }
    String[] parts = entry.replaceAll("[\\[\\]]", "").split("/", 2);
    byte @Nullable [] network = address(parts[0]);
    int all = address.length * 8;
    boolean given = parts.length == 2 && parts[1].matches("\\d{1,3}");
    int bits = given ? Integer.parseInt(parts[1]) : all;
    return network != null && network.length == address.length && bits <= all && (given || parts.length == 1)
        && samePrefix(address, network, bits);
  }

  private static boolean samePrefix(byte[] one, byte[] other, int bits) {
    for (int i = 0; i < bits; i++) {
      int mask = 0x80 >> i % 8;
      if ((one[i / 8] & mask) != (other[i / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  // Does not ask a name server.
  private static byte @Nullable [] address(String text) {
    try {
      return InetAddress.ofLiteral(text).getAddress();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
