package org.eyas.receiver;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsContext;
import org.eyas.pem.TlsIdentity;
import org.jspecify.annotations.Nullable;

/** The TLS of a server, from PEM files. */
public final class ServerTls {
  private static final int LONGEST_NAME = 100;

  private ServerTls() {}

  /**
   * Makes a context.
   *
   * @param certificate the server's certificates, its own first, and the private key
   * @param clientAuthorities the authorities that sign the senders' certificates; null means that senders need none
   * @throws IOException if a file is wrong; the message names the setting and the file
   */
  public static SSLContext context(PemFile certificate, @Nullable PemFile clientAuthorities) throws IOException {
    try {
      TrustManager[] trusted = clientAuthorities == null ? null : TlsContext.trusting(clientAuthorities.certificates());
      return TlsContext.of(TlsIdentity.of(certificate, certificate), trusted);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS: " + Reason.of(e), e);
    }
  }

  /** The common name of the client's certificate, 100 characters at most; empty if the certificate has none. */
  static String commonName(SSLSession session) throws SSLPeerUnverifiedException {
    String subject = ((X509Certificate) session.getPeerCertificates()[0]).getSubjectX500Principal().getName();
    try {
      return new LdapName(subject).getRdns().stream()
          .filter(part -> part.getType().equalsIgnoreCase("CN"))
          .map(Rdn::getValue)
          .map(String::valueOf)
          .map(name -> name.substring(0, Math.min(name.length(), LONGEST_NAME)))
          .findFirst()
          .orElse("");
    } catch (InvalidNameException e) {
      return "";
    }
  }
}
