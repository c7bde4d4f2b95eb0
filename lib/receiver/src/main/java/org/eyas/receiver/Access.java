package org.eyas.receiver;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The conditions under which a sender may send. If both a token and client certificates are required, a sender needs
 * both.
 *
 * @param tls null means HTTP without TLS
 * @param clientCertificates whether a sender must present a certificate that the context trusts; its common name is the
 *     name of the sender. Needs TLS
 * @param token null means that none is required
 */
public record Access(@Nullable SSLContext tls, boolean clientCertificates, @Nullable BearerToken token) {
  /** The access without conditions: everybody may send, without TLS. */
  public static final Access OPEN = new Access(null, false, null);
}
