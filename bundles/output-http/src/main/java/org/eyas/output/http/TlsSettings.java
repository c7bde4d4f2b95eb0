package org.eyas.output.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsContext;
import org.eyas.pem.TlsIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The settings with which the server and the client authenticate each other, from the keys with the same names.
 *
 * @param keys the names of the user's keys
 * @param insecure whether every server is accepted
 * @param trust the authorities that may have signed the server's certificate
 * @param shown the client certificate; null means none
 */
record TlsSettings(OutputKeyNames keys, boolean insecure, Trust trust, @Nullable Shown shown) {
  /** The paths of certificates of authorities. The first path that is not empty is used. */
  record Trust(String caCert, String caBundle, String caPath) {}

  /** The files with the client certificate and its key. */
  record Shown(String clientCert, String clientKey) {}

  SSLContext context() throws IOException {
    try {
      TrustManager @Nullable [] trusted =
          insecure ? new TrustManager[] {new TrustEveryone()} : TrustedAuthorities.of(keys, trust).managers();
      return TlsContext.of(shown == null ? null : identity(shown), trusted);
    } catch (GeneralSecurityException e) {
      throw new IOException(keys.section() + ": TLS: " + Reason.of(e), e);
    }
  }

  private TlsIdentity identity(Shown files) throws IOException {
    PemFile certificate = PemFile.read(keys.falcoKey("client_cert"), Path.of(files.clientCert()));
    PemFile key = PemFile.read(keys.falcoKey("client_key"), Path.of(files.clientKey()));
    return TlsIdentity.of(certificate, key);
  }
}
