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
final class HttpClientFactory {
  private static final Logger LOG = LoggerFactory.getLogger(HttpClientFactory.class);
  private static final String TUNNEL = "jdk.http.auth.tunneling.disabledSchemes";

  // The JDK reads this property before the first request. Without it, a proxy does not get its password for https addresses.
  static {
    if (System.getProperty(TUNNEL) == null) {
      System.setProperty(TUNNEL, "");
    }
  }

  private HttpClientFactory() {}

  static HttpClient of(AlertPoster.Route route, AlertPoster.Style style) throws IOException {
    ProxySelector proxy =
        route.proxy() == null ? HttpClient.Builder.NO_PROXY : ProxySelector.of(route.proxy().address());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(proxy)
            .executor(new HttpClientThreads("http-client-", HttpClientFactory::logRefusal))
            .connectTimeout(Duration.ofMillis(style.timeoutMillis()));
    return (route.target().usesTls() ? builder.sslContext(route.tls().context()) : builder).build();
  }

  private static void logRefusal(Error e) {
    LOG.warn("no thread can be started for an HTTP output: {}", Reason.of(e), e);
  }
}
