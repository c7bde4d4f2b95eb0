package org.eyas.kube;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the API server, as one reading of the files says.
 *
 * @param address scheme, host and port, perhaps a path; without a slash at the end
 * @param tls whom to trust and which certificate to show; null without TLS
 * @param token read for each request
 */
public record ApiServer(URI address, @Nullable SSLContext tls, Token token) {
  /** The token of the client. */
  public interface Token {
    /** @return empty if there is none: the certificate is enough, or the server lets everybody in */
    String read() throws IOException;
  }

  /** Reads the files, at the first request and again when the server no longer accepts what they said. */
  public interface Source {
    /** @throws AccessException if a file is missing or wrong */
    ApiServer read() throws IOException;
  }
}
