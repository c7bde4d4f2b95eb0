package org.eyas.kube;

import java.io.IOException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsContext;
import org.eyas.pem.TlsIdentity;
import org.jspecify.annotations.Nullable;

/** Makes the context of TLS for the API server. */
final class ApiServerTls {
  private ApiServerTls() {}

  /**
   * @param authorities the authorities that may have signed the server's certificate; null: those of the Java
   *     installation
   * @param identity the certificate of the client; null: none
   */
  static SSLContext context(@Nullable PemFile authorities, @Nullable TlsIdentity identity) throws IOException {
    try {
      return TlsContext.of(identity, authorities == null ? null : TlsContext.trusting(authorities.certificates()));
    } catch (GeneralSecurityException e) {
      throw new ApiAccessException("TLS: " + Reason.of(e));
    }
  }
}
