package org.eyas.kube;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eyas.api.failure.Reason;
import org.eyas.pem.Identity;
import org.eyas.pem.PemFile;
import org.jspecify.annotations.Nullable;

/** Makes the context of TLS for the API server. */
final class Tls {
  private Tls() {}

  /**
   * @param authorities who may have signed the server's certificate; null: those of the Java installation
   * @param identity the certificate of the client; null: none
   */
  static SSLContext context(@Nullable PemFile authorities, @Nullable Identity identity) throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          identity == null ? null : new KeyManager[] {identity}, authorities == null ? null : trusting(authorities),
          new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new AccessException("TLS: " + Reason.of(e));
    }
  }

  private static TrustManager[] trusting(PemFile authorities) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate certificate : authorities.certificates()) {
      store.setCertificateEntry("authority-" + store.size(), certificate);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
