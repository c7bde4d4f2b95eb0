package org.eyas.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eyas.pem.PemException;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsIdentity;

/** The certificate of the console, with its private key. */
record ConsoleCertificate(List<X509Certificate> chain, PrivateKey key) {
  private static final int DNS_NAME = 2;

  static ConsoleCertificate read(Path file) throws PemException {
    PemFile pem = PemFile.read("eyas.console.certificate", file);
    TlsIdentity.of(pem, pem); // throws if they do not belong together
    return new ConsoleCertificate(pem.certificates(), pem.privateKey());
  }

  /** The host names of the certificate. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    try {
      Collection<List<?>> all = chain.getFirst().getSubjectAlternativeNames();
      for (List<?> name : all == null ? List.<List<?>>of() : all) {
        if (name.getFirst() instanceof Integer kind && kind == DNS_NAME) {
          names.add(String.valueOf(name.get(1)));
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return names;
  }

  /**
   * Writes the certificate and the key to a key store that only the user of this process can read. The web server
   * requires a key store.
   */
  void store(Path file, String password) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("console", key, password.toCharArray(), chain.toArray(Certificate[]::new));
      store.store(out, password.toCharArray());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public String toString() {
    return "a certificate";
  }
}
