package org.eyas.pem;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/** The certificate and key that are presented to the other side, whichever authorities it asks for. */
public final class TlsIdentity extends X509ExtendedKeyManager {
  private static final String NAME = "identity";

  private final X509Certificate[] chain;
  private final PrivateKey key;

  private TlsIdentity(List<X509Certificate> chain, PrivateKey key) {
    this.chain = chain.toArray(X509Certificate[]::new);
    this.key = key;
  }

  /**
   * Reads the certificates, our own first, and the private key. Both may be in the same file.
   *
   * @throws PemException if a file is wrong or the key does not belong to the first certificate
   */
  public static TlsIdentity of(PemFile certificates, PemFile key) throws PemException {
    TlsIdentity identity = new TlsIdentity(certificates.certificates(), key.privateKey());
    if (!identity.keyMatches()) {
      throw key.wrong("the private key does not belong to the first certificate, that of "
          + identity.chain[0].getSubjectX500Principal());
    }
    return identity;
  }

  private boolean keyMatches() {
    PublicKey publicKey = chain[0].getPublicKey();
    try {
      Signature signature = Signature.getInstance(algorithm());
      signature.initSign(key);
      signature.update(chain[0].getSignature());
      byte[] signed = signature.sign();
      signature.initVerify(publicKey);
      signature.update(chain[0].getSignature());
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private String algorithm() {
    return switch (key.getAlgorithm()) {
      case "RSA" -> "SHA256withRSA";
      case "EC" -> "SHA256withECDSA";
      case "DSA" -> "SHA256withDSA";
      default -> key.getAlgorithm();
    };
  }

  private @Nullable String chosen(String... keyTypes) {
    return Arrays.asList(keyTypes).contains(key.getAlgorithm()) ? NAME : null;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(String[] keyTypes, Principal[] issuers, SSLEngine engine) {
    return chosen(keyTypes);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    return chosen(keyType);
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return chosen(keyTypes);
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return chosen(keyType);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[] {NAME};
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {NAME};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return chain.clone();
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key;
  }
}
