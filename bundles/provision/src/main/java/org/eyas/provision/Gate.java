package org.eyas.provision;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.pem.PemException;
import org.jspecify.annotations.Nullable;

/** What a jar must be before it is installed: put there by root, and signed where that is asked for. */
final class Gate {
  private final RootOwned owned;
  private final @Nullable Path trusted;

  /** @param trusted PEM file of the certificates whose signatures count; null where signatures are not looked at */
  Gate(RootOwned owned, @Nullable Path trusted) {
    this.owned = owned;
    this.trusted = trusted;
  }

  boolean looksAtSignatures() {
    return trusted != null;
  }

  /** A folder that is not there is none that anybody could misuse. */
  void checkFolder(Path folder) throws RefusedJarException {
    if (Files.exists(folder)) {
      owned.checkFolder(folder);
    }
  }

  /** Looks at the file, copies it, and looks at the copy. */
  Jar pass(Path file, Path copy) throws RefusedJarException {
    owned.checkJar(file);
    Jar jar = Jar.copy(file, copy);
    if (trusted != null) {
      signatures(trusted).check(jar);
    }
    return jar;
  }

  private static Signatures signatures(Path trusted) throws RefusedJarException {
    try {
      return Signatures.trusting(trusted);
    } catch (PemException e) {
      throw new RefusedJarException("nothing is installed: " + e.getMessage(), e);
    }
  }
}
