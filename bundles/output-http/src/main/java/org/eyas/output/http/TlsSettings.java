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

/**
 * How the server proves who it is, and we to it; the keys of the same names.
 *
 * @param insecure whether any server will do
 * @param mtls whether we show a certificate
 */
record TlsSettings(boolean insecure, Trust trust, boolean mtls, String clientCert, String clientKey) {
  /** Where certificates of authorities are: the first that is not empty counts. */
  record Trust(String caCert, String caBundle, String caPath) {}

  SSLContext context() throws IOException {
    try {
      TrustManager[] trusted =
          insecure ? new TrustManager[] {new TrustEveryone()} : TrustedAuthorities.of(trust).managers();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(mtls ? identity() : null, trusted, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("http_output: TLS: " + e.getMessage(), e);
    }
  }

  private KeyManager[] identity() throws IOException {
    PemFile certificate = PemFile.read("http_output.client_cert", Path.of(clientCert));
    PemFile key = PemFile.read("http_output.client_key", Path.of(clientKey));
    return new KeyManager[] {Identity.of(certificate, key)};
  }
}
