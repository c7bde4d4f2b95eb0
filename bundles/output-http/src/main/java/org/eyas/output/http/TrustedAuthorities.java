package org.eyas.output.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.TrustManager;
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemException;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The authorities that may have signed the server's certificate: those that the user configured, otherwise those of the
 * Java installation.
 */
final class TrustedAuthorities {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedAuthorities.class);
  private static final String HASHED = "[0-9a-f]{8}\\.\\d+";
  private static final String ORDINARY = ".*\\.(pem|crt|cer)";

  private final Set<X509Certificate> certificates;

  private TrustedAuthorities(Set<X509Certificate> certificates) {
    this.certificates = certificates;
  }

  static TrustedAuthorities of(OutputKeyNames keys, TlsSettings.Trust trust) throws IOException {
    if (!trust.caCert().isEmpty()) {
      return file(keys.falcoKey("ca_cert"), trust.caCert());
    }
    if (!trust.caBundle().isEmpty()) {
      return file(keys.falcoKey("ca_bundle"), trust.caBundle());
    }
    return folder(keys.falcoKey("ca_path"), trust.caPath());
  }

  private static TrustedAuthorities file(String setting, String file) throws IOException {
    return new TrustedAuthorities(new LinkedHashSet<>(PemFile.read(setting, Path.of(file)).certificates()));
  }

  // OpenSSL reads the files to which c_rehash made links. If the folder has no links, all its files are read.
  private static TrustedAuthorities folder(String setting, String folder) throws IOException {
    Set<X509Certificate> found = new LinkedHashSet<>();
    List<Path> files = folder.isEmpty() ? List.of() : named(setting, Path.of(folder), HASHED);
    for (Path file : files.isEmpty() && !folder.isEmpty() ? named(setting, Path.of(folder), ORDINARY) : files) {
      try {
        found.addAll(PemFile.read(setting, file).certificates());
      } catch (PemException e) {
        LOG.debug("not a certificate: {}", Reason.of(e));
      }
    }
    if (found.isEmpty()) {
      LOG.warn("{}: {}: no certificates; the server is checked with those of Java", setting, folder);
    }
    return new TrustedAuthorities(found);
  }

  private static List<Path> named(String setting, Path folder, String pattern) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    } catch (IOException e) {
      throw new IOException(setting + ": " + folder + ": not readable", e);
    }
  }

  /** The managers that check the server; null if Java's own authorities count. */
  TrustManager @Nullable [] managers() throws IOException, GeneralSecurityException {
    return certificates.isEmpty() ? null : TlsContext.trusting(certificates);
  }
}
