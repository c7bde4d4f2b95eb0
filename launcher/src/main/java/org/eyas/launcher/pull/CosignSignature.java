package org.eyas.launcher.pull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * A signature as {@code cosign sign --key} stores it beside an artifact: an artifact of its own, with the tag {@code sha256-DIGEST.sig},
 * whose layers name the digest and are signed. The key is an ECDSA or Ed25519 key in PEM.
 */
final class CosignSignature {
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

  /** The maximum number of signatures to try. Each costs a request, and the registry decides how many there are. */
  private static final int MOST_TRIED = 16;

  private final PublicKey key;
  private final Path file;

  private CosignSignature(PublicKey key, Path file) {
    this.key = key;
    this.file = file;
  }

  static CosignSignature by(Path file) throws IOException {
    byte[] encoded = encoded(file);
    for (String kind : new String[] {"EC", "Ed25519"}) {
      try {
        return new CosignSignature(KeyFactory.getInstance(kind).generatePublic(new X509EncodedKeySpec(encoded)), file);
      } catch (GeneralSecurityException e) {
        // Not a key of this kind.
      }
    }
    throw notAKey(file);
  }

  private static byte[] encoded(Path file) throws IOException {
    String text = Files.readString(file).replaceAll("-----(BEGIN|END) PUBLIC KEY-----|\\s", "");
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw notAKey(file);
    }
  }

  private static IOException notAKey(Path file) {
    return new IOException(file + " is not a public key of ECDSA or Ed25519 in PEM, as cosign writes it (cosign.pub)");
  }

  /** Refuses an artifact that has no signature by this key. */
  void check(RegistryClient registry, ArtifactName name, String digest) throws IOException, InterruptedException {
    ArtifactName signatures = name.withReference(digest.replace(':', '-') + ".sig");
    List<ArtifactManifest.Layer> signed =
        manifest(registry, name, signatures).layers().stream().filter(CosignSignature::hasSignature).toList();
    for (ArtifactManifest.Layer layer : signed.subList(0, Math.min(MOST_TRIED, signed.size()))) {
      if (isSigned(registry, signatures, layer, digest)) {
        return;
      }
    }
    String none = " of " + digest + " is by the key " + file;
    throw new IOException(
        signed.size() <= MOST_TRIED
            ? name + ": no signature" + none
            : name + ": none of the first " + MOST_TRIED + " signatures" + none + ", and the other "
                + (signed.size() - MOST_TRIED) + " are not tried; delete signatures of other keys from " + signatures);
  }

  private static boolean hasSignature(ArtifactManifest.Layer layer) {
    return layer.annotations().get(SIGNATURE) != null;
  }

  private static ArtifactManifest manifest(RegistryClient registry, ArtifactName name, ArtifactName signatures)
      throws IOException, InterruptedException {
    try {
      return RegistryClient.read(registry.manifest(signatures), ArtifactManifest.class, signatures.toString());
    } catch (ArtifactNotFoundException e) {
      throw new IOException(name + " is not signed: " + e.getMessage(), e);
    }
  }

  private boolean isSigned(RegistryClient registry, ArtifactName name, ArtifactManifest.Layer layer, String digest)
      throws IOException, InterruptedException {
    String signature = Objects.requireNonNull(layer.annotations().get(SIGNATURE));
    byte[] payload = registry.blob(name, layer.digest());
    return verify(payload, signature) && RegistryClient.read(payload, SignedPayload.class, name.toString()).names(digest);
  }

  private boolean verify(byte[] payload, String signature) {
    try {
      Signature check = Signature.getInstance(key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "Ed25519");
      check.initVerify(key);
      check.update(payload);
      return check.verify(Base64.getDecoder().decode(signature.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // a damaged signature is none
    }
  }
}
