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
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsIdentity;

/**
 * The server's certificate, and the authorities with which client certificates are checked. A client without a certificate is
 * refused. The files can be read again while clients are connected; new connections then use the new content.
 */
final class ServerCertificates {
  /** The values of the keys with these names. */
  record Files(String privateKey, String certChain, String rootCerts) {}

  private final Files files;
  private final AdvancedTlsX509KeyManager identity = new AdvancedTlsX509KeyManager();
  private final AdvancedTlsX509TrustManager authorities;

  /** Reads the files. */
  ServerCertificates(Files files) throws IOException {
    this.files = files;
    try {
      // The name in a client's certificate is not checked; that an authority signed it is enough.
      authorities =
          AdvancedTlsX509TrustManager.newBuilder()
              .setVerification(Verification.CERTIFICATE_ONLY_VERIFICATION)
              .build();
      read();
    } catch (GeneralSecurityException e) {
      throw new IOException("grpc: TLS: " + Reason.of(e), e);
    }
  }

  /** Reads the files again. If one of them is wrong, nothing changes. */
  void renew() throws IOException {
    try {
      read();
    } catch (GeneralSecurityException e) {
      throw new IOException("grpc: TLS: " + Reason.of(e), e);
    }
  }

  private void read() throws IOException, GeneralSecurityException {
    PemFile chain = PemFile.read("grpc.cert_chain", Path.of(files.certChain()));
    PemFile key = PemFile.read("grpc.private_key", Path.of(files.privateKey()));
    TlsIdentity.of(chain, key); // a certificate and its key
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
