package org.eyas.output.grpc;

import io.grpc.netty.GrpcSslContexts;
import io.grpc.util.AdvancedTlsX509KeyManager;
import io.grpc.util.AdvancedTlsX509TrustManager;
import io.grpc.util.AdvancedTlsX509TrustManager.Verification;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.eyas.pem.Identity;
import org.eyas.pem.PemFile;

/**
 * What the server shows to clients, and what their certificates are checked against; a client without one is refused. The
 * files may be read again while connections stand: new ones get what is new.
 */
final class Certificates {
  /** The values of the keys of these names. */
  record Files(String privateKey, String certChain, String rootCerts) {}

  private final Files files;
  private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager authorities;

  /** Reads the files. */
  Certificates(Files files) throws IOException {
    this.files = files;
    try {
      // There is no name of a client that its certificate could be for: the authority's word is enough.
      authorities =
          AdvancedTlsX509TrustManager.newBuilder()
              .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
              .build();
      read();
    } catch (GeneralSecurityException e) {
      throw new IOException("grpc: TLS: " + e.getMessage(), e);
    }
  }

  /** Reads the files again; where one of them is wrong nothing changes. */
  void renew() throws IOException {
    try {
      read();
    } catch (GeneralSecurityException e) {
      throw new IOException("grpc: TLS: " + e.getMessage(), e);
    }
  }

  private void read() throws IOException, GeneralSecurityException {
    PemFile chain = PemFile.read("grpc.cert_chain", Path.of(files.certChain()));
    PemFile key = PemFile.read("grpc.private_key", Path.of(files.privateKey()));
    Identity.of(chain, key); // they belong together
    List<X509Certificate> shown = chain.certificates();
    PrivateKey secret = key.privateKey();
    List<X509Certificate> roots = PemFile.read("grpc.root_certs", Path.of(files.rootCerts())).certificates();
    identity.updateIdentityCredentials(shown.toArray(X509Certificate[]::new), secret);
    authorities.updateTrustCredentials(roots.toArray(X509Certificate[]::new));
  }

  SslContext context() throws IOException {
    SslContextBuilder builder =
        SslContextBuilder.forServer(identity).trustManager(authorities).clientAuth(ClientAuth.REQUIRE);
    return GrpcSslContexts.configure(builder, SslProvider.JDK).build();
  }
}
