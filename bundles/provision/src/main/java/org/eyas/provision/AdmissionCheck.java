package org.eyas.provision;

import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.api.failure.Reason;
import org.eyas.pem.PemException;
import org.jspecify.annotations.Nullable;

/** Checks that root put a jar into the folder and, if required, that it is signed, before it is installed. */
final class AdmissionCheck {
  private final RootOwnershipCheck owned;
  private final @Nullable Path trusted;

  /** @param trusted PEM file of the trusted certificates; null means that signatures are not checked */
  AdmissionCheck(RootOwnershipCheck owned, @Nullable Path trusted) {
    this.owned = owned;
    this.trusted = trusted;
  }

  boolean checksSignatures() {
    return trusted != null;
  }

  /** Checks that only root can write to the folder, if it exists. */
  void checkFolder(Path folder) throws RefusedJarException {
    if (Files.exists(folder)) {
      owned.checkFolder(folder);
    }
  }

  /** Checks the file, copies it, and checks the copy. */
  StagedJar admit(Path file, Path copy) throws RefusedJarException {
    owned.checkJar(file);
    StagedJar jar = StagedJar.copy(file, copy);
    if (trusted != null) {
      signatures(trusted).check(jar);
    }
    return jar;
  }

  private static JarSignatures signatures(Path trusted) throws RefusedJarException {
    try {
      return JarSignatures.trusting(trusted);
    } catch (PemException e) {
      throw new RefusedJarException("nothing is installed: " + Reason.of(e), e);
    }
  }
}
