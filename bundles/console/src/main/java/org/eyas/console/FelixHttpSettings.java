package org.eyas.console;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Dictionary;
import java.util.Hashtable;

/** The settings of Felix' web server for the console. */
final class FelixHttpSettings {
  // Longer than the interval of the comments that keep a stream of alerts alive.
  private static final int IDLE_MILLIS = 30_000;

  private FelixHttpSettings() {}

  /** @param store where the certificate and its key are written for the server, with a password that only the server gets */
  static Dictionary<String, Object> of(ConsoleEndpoint endpoint, Path store) throws IOException {
    Dictionary<String, Object> settings = new Hashtable<>();
    settings.put("org.apache.felix.http.host", endpoint.address().getHostAddress());
    // A slow client must not occupy one of only a few threads.
    settings.put("org.apache.felix.http.jetty.virtualthreads.enable", true);
    settings.put("org.apache.felix.http.timeout", IDLE_MILLIS);
    settings.put("org.apache.felix.http.jetty.acceptors", 1);
    settings.put("org.apache.felix.http.jetty.selectors", 1);
    settings.put("org.apache.felix.http.jetty.sendServerHeader", false);
    settings.put("org.apache.felix.http.enable", endpoint.tls() == null);
    settings.put("org.apache.felix.https.enable", endpoint.tls() != null);
    settings.put(endpoint.tls() == null ? "org.osgi.service.http.port" : "org.osgi.service.http.port.secure", endpoint.port());
    if (endpoint.tls() != null) {
      String password = random();
      endpoint.tls().store(store, password);
      settings.put("org.apache.felix.https.keystore", store.toString());
      settings.put("org.apache.felix.https.keystore.type", "PKCS12");
      settings.put("org.apache.felix.https.keystore.password", password);
      settings.put("org.apache.felix.https.keystore.key.password", password);
    }
    return settings;
  }

  private static String random() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
