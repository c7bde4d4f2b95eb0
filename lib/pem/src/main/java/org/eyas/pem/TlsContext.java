package org.eyas.pem;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Makes the context of TLS for one side, from what {@link PemFile} reads. Called when a connection or a server is set up. */
public final class TlsContext {
  private TlsContext() {}

  /**
   * Makes a context.
   *
   * @param identity the certificate and key that this side presents; null means none
   * @param trusted the managers that check the other side; null means the authorities of the Java installation
   */
  public static SSLContext of(@Nullable KeyManager identity, TrustManager @Nullable [] trusted)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] checks = trusted == null ? initialised(null) : trusted;
    context.init(identity == null ? null : new KeyManager[] {identity}, checks, new SecureRandom());
    return context;
  }

  /** The managers that accept the certificates that one of these authorities has signed. */
  public static TrustManager[] trusting(Collection<X509Certificate> authorities)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    for (X509Certificate authority : authorities) {
      store.setCertificateEntry("authority-" + store.size(), authority);
    }
    return initialised(store);
  }

  // A context without managers creates Java's own, but does not report it if their file cannot be read, and rejects
  // every certificate.
  private static TrustManager[] initialised(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
