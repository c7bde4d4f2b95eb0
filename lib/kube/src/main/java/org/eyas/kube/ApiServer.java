package org.eyas.kube;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The address of the API server and the access to it, from one reading of the files.
 *
 * @param address scheme, host and port, perhaps a path; without a slash at the end
 * @param tls the trusted authorities and the certificate of the client; null without TLS
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
    /** @throws ApiAccessException if a file is missing or wrong */
    ApiServer read() throws IOException;
  }
}
