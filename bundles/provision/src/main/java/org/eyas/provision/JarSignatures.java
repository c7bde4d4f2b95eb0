package org.eyas.provision;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemException;
import org.eyas.pem.PemFile;

/**
 * Checks that each entry of a jar is signed ({@code jarsigner}) with a certificate that is trusted itself or was issued by a
 * trusted authority.
 */
final class JarSignatures {
  private final Set<TrustAnchor> anchors;

  private JarSignatures(Set<TrustAnchor> anchors) {
    this.anchors = anchors;
  }

  /** @param certificates PEM file of the trusted certificates */
  static JarSignatures trusting(Path certificates) throws PemException {
    Set<TrustAnchor> anchors = new HashSet<>();
    for (X509Certificate certificate : PemFile.read("eyas.bundles.trust", certificates).certificates()) {
      anchors.add(new TrustAnchor(certificate, null));
    }
    return new JarSignatures(anchors);
  }

  /** Refuses a jar with an entry that no trusted signer has signed. */
  void check(StagedJar jar) throws RefusedJarException {
    try (JarFile file = new JarFile(jar.copy().toFile(), true)) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (!entry.isDirectory() && !isSignatureFile(entry.getName())) {
          check(jar, file, entry);
        }
      }
    } catch (IOException | SecurityException e) {
      throw new RefusedJarException(jar.file() + " is refused: its signature is not valid (" + Reason.of(e) + ")", e);
    }
  }

  private void check(StagedJar jar, JarFile file, JarEntry entry) throws IOException, RefusedJarException {
    try (InputStream in = file.getInputStream(entry)) {
      in.transferTo(OutputStream.nullOutputStream()); // signers and digest are known at the end of an entry
    }
    CodeSigner[] signers = entry.getCodeSigners();
    if (signers == null || List.of(signers).stream().noneMatch(this::isTrusted)) {
      throw new RefusedJarException(
          jar.file() + " is refused: " + entry.getName() + " is not signed by a certificate of eyas.bundles.trust");
    }
  }

  private boolean isTrusted(CodeSigner signer) {
    try {
      PKIXParameters parameters = new PKIXParameters(anchors);
      parameters.setRevocationEnabled(false);
      CertPathValidator.getInstance("PKIX").validate(signer.getSignerCertPath(), parameters);
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  // These files contain the signature, so they are not signed.
  private static boolean isSignatureFile(String name) {
    return name.matches("(?i)META-INF/([^/]+\\.(SF|RSA|DSA|EC)|MANIFEST\\.MF|SIG-[^/]+)");
  }
}
