package org.eyas.client;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The PEM files that a client needs for TLS.
 *
 * @param authority the certificates of the authorities that the server's certificate is checked with
 * @param certificate the certificate of the client
 * @param key the private key of the client, in PKCS#8 without a passphrase
 */
public record TlsFiles(Path authority, Path certificate, Path key) {
  SslContext context() throws IOException {
    for (Path file : new Path[] {authority, certificate, key}) {
      if (!Files.isReadable(file)) {
        throw new IOException(file + ": cannot be read");
      }
    }
    try {
      SslContextBuilder builder =
          GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
              .trustManager(authority.toFile())
              .keyManager(certificate.toFile(), key.toFile());
      return builder.build();
    } catch (IllegalArgumentException e) {
      throw new IOException("one of " + authority + ", " + certificate + ", " + key + ": " + e.getMessage(), e);
    }
  }
}
