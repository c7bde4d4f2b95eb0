package org.eyas.output.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eyas.pem.Identity;
import org.eyas.pem.PemFile;
import org.jspecify.annotations.Nullable;

/**
 * How the server proves who it is, and we to it; the keys of the same names.
 *
 * @param keys how the user's keys are called
 * @param insecure whether any server will do
 * @param shown what we show to the server; null for nothing
 */
record TlsSettings(KeyNames keys, boolean insecure, Trust trust, @Nullable Shown shown) {
  /** Where certificates of authorities are: the first that is not empty counts. */
  record Trust(String caCert, String caBundle, String caPath) {}

  /** Files with our certificate and its key. */
  record Shown(String clientCert, String clientKey) {}

  SSLContext context() throws IOException {
    try {
      TrustManager[] trusted =
          insecure ? new TrustManager[] {new TrustEveryone()} : TrustedAuthorities.of(keys, trust).managers();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(shown == null ? null : identity(shown), trusted, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(keys.section() + ": TLS: " + e.getMessage(), e);
    }
  }

  private KeyManager[] identity(Shown files) throws IOException {
    PemFile certificate = PemFile.read(keys.of("client_cert"), Path.of(files.clientCert()));
    PemFile key = PemFile.read(keys.of("client_key"), Path.of(files.clientKey()));
    return new KeyManager[] {Identity.of(certificate, key)};
  }
}
