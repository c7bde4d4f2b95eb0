package org.eyas.core.crypto;

import java.util.List;

/**
 * All uses of cryptography in Eyas. {@code CryptoUsesTest} compares the table with the calls in the sources. No row names a provider:
 * the order of {@code java.security} decides.
 */
public final class CryptoUses {
  private static final String CONSOLE = "org.eyas.console";
  private static final String SECURE_RANDOM = "SecureRandom";
  private static final String SIGNATURE = "Signature";
  private static final String KEY_FACTORY = "KeyFactory";

  static final List<CryptoUse> ALL =
      List.of(
          new CryptoUse("SSLContext", "TLS", "TLS of clients and servers", List.of("TlsContext", "TlsSocketLayer")),
          new CryptoUse(
              "MessageDigest", "SHA-256", "ids of alerts, duplicates, checksums of rules, files and documents, chains of records",
              List.of(
                  "AlertId", "AlertIdNumber", "ChainDigest", "ContentDigest", "EngineFieldsChecksum", "FileFingerprint",
                  "FleetRule",
                  "IdentityWindow", "MetricConfigs", "RuleDocuments", "RuleFileChecksums")),
          new CryptoUse("MessageDigest", "SHA-256", "hashes of programs and files that rules name", List.of("FileDigest")),
          new CryptoUse("MessageDigest", "SHA-256", "PKCE of the console's login", List.of("OidcLogin")).of(CONSOLE),
          new CryptoUse("SecretKeyFactory", "PBKDF2WithHmacSHA512", "passwords of the console", List.of("PasswordHash"))
              .of(CONSOLE),
          new CryptoUse(
              SECURE_RANDOM, "", "sessions, salts and one-time passwords of the console",
              List.of("ConsoleSessions", "FelixHttpSettings", "PasswordHash", "PasswordPolicy", "PendingLogins"))
              .of(CONSOLE),
          new CryptoUse(SECURE_RANDOM, "", "TLS; the seed of the probe", List.of("EbpfSource", "TlsContext")),
          new CryptoUse(
              SIGNATURE, "SHA256withRSA", "keys of TLS and their certificates; signed jars; ID tokens",
              List.of("TlsIdentity", "IdTokenCheck")),
          new CryptoUse(
              SIGNATURE, "SHA256withECDSA", "pulled rules; keys of TLS and their certificates; ID tokens",
              List.of("CosignSignature", "TlsIdentity", "IdTokenCheck")),
          // FIPS 186-5 approves it; modules that were validated for 186-4 lack it.
          new CryptoUse(
              SIGNATURE, "Ed25519", "pulled rules; ID tokens", List.of("CosignSignature", "IdTokenCheck")),
          new CryptoUse(KEY_FACTORY, "RSA", "private keys in PEM files", List.of("PrivateKeys")),
          new CryptoUse(KEY_FACTORY, "EC", "private keys in PEM files; keys of pulled rules",
              List.of("PrivateKeys", "CosignSignature")),
          new CryptoUse("CertificateFactory", "X.509", "certificates in PEM files", List.of("PemFile", "TlsSocketLayer")),
          new CryptoUse("CertPathValidator", "PKIX", "certificates of signed jars", List.of("JarSignatures")),
          new CryptoUse("KeyStore", "PKCS12", "the certificate of the console, for its server", List.of("ConsoleCertificate"))
              .of(CONSOLE)
              .notApproved("the key derivation of PKCS#12 is not in SP 800-132"));

  private CryptoUses() {}
}
