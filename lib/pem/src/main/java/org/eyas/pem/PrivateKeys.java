package org.eyas.pem;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Makes private keys from PKCS#8, the only encoding that Java reads. PKCS#8 contains the older encodings, so these are wrapped in
 * it.
 */
final class PrivateKeys {
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS", "DSA");
  private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
  private static final byte[] RSA = HexFormat.of().parseHex("300d06092a864886f70d0101010500");
  private static final byte[] EC_OID = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xa0;

  private PrivateKeys() {}

  static PrivateKey decode(PemBlock block) throws GeneralSecurityException {
    return switch (block.label()) {
      case "RSA PRIVATE KEY" -> pkcs8(wrap(RSA, block.der()), List.of("RSA"));
      case "EC PRIVATE KEY" ->
        pkcs8(wrap(element(SEQUENCE, EC_OID, curve(block.der())), block.der()), List.of("EC"));
      default -> pkcs8(block.der(), ALGORITHMS);
    };
  }

  private static PrivateKey pkcs8(byte[] der, List<String> algorithms) throws GeneralSecurityException {
    for (String algorithm : algorithms) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // Each factory knows only its own kind of keys; the next one is tried.
      }
    }
    throw new InvalidKeySpecException("not a key of " + algorithms);
  }

  private static byte[] wrap(byte[] algorithm, byte[] key) {
    return element(SEQUENCE, VERSION_0, algorithm, element(OCTETS, key));
  }

  // ECPrivateKey ::= SEQUENCE { version, privateKey OCTET STRING, [0] curve, [1] publicKey }
  private static byte[] curve(byte[] key) throws GeneralSecurityException {
    for (int at = content(key, 0); at < key.length; at = content(key, at) + length(key, at)) {
      if ((key[at] & 0xff) == CURVE) {
        int start = content(key, at);
        return Arrays.copyOfRange(key, start, start + length(key, at));
      }
    }
    throw new InvalidKeySpecException("no curve");
  }

  private static int length(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    int length = first < 0x80 ? first : 0;
    for (int i = 0; first >= 0x80 && i < first - 0x80; i++) {
      length = length << 8 | der[at + 2 + i] & 0xff;
    }
    if (length < 0 || length > der.length) {
      throw new IndexOutOfBoundsException(length);
    }
    return length;
  }

  private static int content(byte[] der, int at) {
    int first = der[at + 1] & 0xff;
    return at + 2 + (first < 0x80 ? 0 : first - 0x80);
  }

  private static byte[] element(int tag, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length >= 0x80) {
      int bytes = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
      out.write(0x80 | bytes);
      for (int i = bytes - 1; i >= 0; i--) {
        out.write(length >>> 8 * i);
      }
    } else {
      out.write(length);
    }
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
