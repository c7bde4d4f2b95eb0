package org.eyas.pem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsContextTest {
  private static final String AUTHORITIES = "javax.net.ssl.trustStore";

  @TempDir private Path folder;

  @Test
  void authoritiesOfJavaThatCannotBeReadAreAnError() throws Exception {
    Path broken = Files.writeString(folder.resolve("authorities"), "no key store");
    String before = System.setProperty(AUTHORITIES, broken.toString());
    try {
      assertThrows(KeyStoreException.class, () -> TlsContext.of(null, null));
      TlsContext.of(null, TlsContext.trusting(List.of())); // needs none of them
    } finally {
      System.getProperties().remove(AUTHORITIES);
      if (before != null) {
        System.setProperty(AUTHORITIES, before);
      }
    }
  }

  @Test
  void theAuthoritiesThatAreGivenAreTheOnlyOnes() throws Exception {
    X509Certificate[] ofJava = issuers(ofJava());
    assertNotEquals(0, ofJava.length);
    List<X509Certificate> given = List.of(ofJava[0]);
    assertEquals(given, List.of(issuers(TlsContext.trusting(given))));
    assertEquals(0, issuers(TlsContext.trusting(List.of())).length);
  }

  private static TrustManager[] ofJava() throws Exception {
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return factory.getTrustManagers();
  }

  private static X509Certificate[] issuers(TrustManager[] managers) {
    return ((X509TrustManager) managers[0]).getAcceptedIssuers();
  }
}
