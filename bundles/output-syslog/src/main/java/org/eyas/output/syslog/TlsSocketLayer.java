package org.eyas.output.syslog;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eyas.api.failure.Reason;

/**
 * TLS over TCP. The certificate of the server must be signed by a trusted authority and contain the host name.
 *
 * @param ca a PEM file of authorities, read for each connection so that a new file needs no restart; empty means those of Java
 */
record TlsSocketLayer(String ca) implements SocketLayer {
  @Override
  public void check() throws IOException {
    factory();
  }

  @Override
  public Socket wrap(Socket connected, SyslogServer server) throws IOException {
    SSLSocket socket = (SSLSocket) factory().createSocket(connected, server.host(), server.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private SSLSocketFactory factory() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, ca.isEmpty() ? null : trust().getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (NoSuchFileException e) {
      throw new IOException("no file " + ca + " (eyas.syslog_output.ca)", e);
    } catch (AccessDeniedException e) {
      throw new IOException(ca + " is not readable (eyas.syslog_output.ca)", e);
    } catch (GeneralSecurityException e) {
      throw new IOException("certificates of " + ca + " (eyas.syslog_output.ca): " + Reason.of(e), e);
    }
  }

  private TrustManagerFactory trust() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem = new BufferedInputStream(Files.newInputStream(Path.of(ca)))) {
      int number = 0;
      for (Certificate authority : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("ca" + number++, authority);
      }
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory;
  }
}
