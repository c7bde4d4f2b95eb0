package org.eyas.pem;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.failure.Reason;

/** A file, or a text, with certificates, a private key, or both, and the setting that names it. */
public final class PemFile {
  private final String setting;
  private final String file;
  private final List<PemBlock> blocks;

  private PemFile(String setting, String file, List<PemBlock> blocks) {
    this.setting = setting;
    this.file = file;
    this.blocks = blocks;
  }

  /**
   * Reads a file.
   *
   * @param setting the configuration key that names the file; error messages begin with it
   */
  public static PemFile read(String setting, Path file) throws PemException {
    try {
      return of(setting, file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (PemException e) {
      throw e;
    } catch (IOException e) {
      throw new PemException(setting + ": " + file + ": " + reason(e));
    }
  }

  /**
   * Reads a text that is not a file of its own.
   *
   * @param place where it stands, in place of the name of a file
   */
  public static PemFile of(String setting, String place, String text) throws PemException {
    try {
      return new PemFile(setting, place, PemBlock.of(text));
    } catch (IllegalArgumentException e) {
      throw new PemException(setting + ": " + place + ": broken PEM: " + Reason.of(e));
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "not readable";
      default -> Reason.of(e);
    };
  }

  /**
   * The certificates in the order of the file, at least one.
   *
   * @throws PemException if there is none, or one is damaged
   */
  public List<X509Certificate> certificates() throws PemException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (PemBlock block : blocks) {
        if (block.label().equals("CERTIFICATE") || block.label().equals("X509 CERTIFICATE")) {
          var der = new ByteArrayInputStream(block.der());
          certificates.add((X509Certificate) factory.generateCertificate(der));
        }
      }
    } catch (CertificateException e) {
      throw wrong("damaged certificate: " + Reason.of(e));
    }
    if (certificates.isEmpty()) {
      throw wrong("no certificate in it (expected \"-----BEGIN CERTIFICATE-----\")");
    }
    return certificates;
  }

  /**
   * The first private key: PKCS#8, or the older formats of RSA (PKCS#1) and elliptic curves (SEC 1).
   *
   * @throws PemException if there is none, or it is encrypted or damaged
   */
  public PrivateKey privateKey() throws PemException {
    for (PemBlock block : blocks) {
      if (block.label().endsWith("PRIVATE KEY")) {
        return privateKey(block);
      }
    }
    throw wrong("no private key in it (expected \"-----BEGIN PRIVATE KEY-----\")");
  }

  private PrivateKey privateKey(PemBlock block) throws PemException {
    if (block.label().startsWith("ENCRYPTED") || block.headers().contains("ENCRYPTED")) {
      throw wrong("the private key has a pass phrase; remove it: openssl pkey -in " + file + " -out PLAIN.key");
    }
    try {
      return PrivateKeys.decode(block);
    } catch (GeneralSecurityException | IndexOutOfBoundsException e) {
      throw wrong("the private key is damaged or of an unknown kind (" + block.label() + ")");
    }
  }

  PemException wrong(String what) {
    return new PemException(setting + ": " + file + ": " + what);
  }
}
