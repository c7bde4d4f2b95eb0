package org.eyas.output.http;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import org.eyas.api.failure.Reason;
import org.eyas.api.thread.HttpClientThreads;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the client of a poster. */
final class Clients {
  private static final Logger LOG = LoggerFactory.getLogger(Clients.class);
  private static final String TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

  // The JDK reads this property before the first request. Without it, a proxy does not get its password for https addresses.
  static {
    if (System.getProperty(TUNNEL) == null) {
      System.setProperty(TUNNEL, "");
    }
  }

  private Clients() {}

  static HttpClient of(Poster.Route route, Poster.Style style) throws IOException {
    ProxySelector proxy =
        route.proxy() == null ? HttpClient.Builder.NO_PROXY : ProxySelector.of(route.proxy().address());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxy)
            .executor(new HttpClientThreads("http-client-", Clients::logRefusal))
            .connectTimeout(Duration.ofMillis(style.timeoutMillis()));
    return (route.target().secure() ? builder.sslContext(route.tls().context()) : builder).build();
  }

  private static void logRefusal(Error e) {
    LOG.warn("an HTTP output has too few threads: {}", Reason.of(e), e);
  }
}
