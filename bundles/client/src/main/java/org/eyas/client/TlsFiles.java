package org.eyas.client;

import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * PEM files of a client.
 *
 * @param authority certificates that the server's is checked against
 * @param certificate the client's own
 * @param key its private key, PKCS#8 without a pass phrase
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
