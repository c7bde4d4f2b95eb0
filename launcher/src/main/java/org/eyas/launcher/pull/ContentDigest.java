package org.eyas.launcher.pull;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 by which registries name contents. */
final class ContentDigest {
  static final String PREFIX = "sha256:";

  private ContentDigest() {}

  static String of(byte[] content) {
    try {
      return PREFIX + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  static boolean isDigest(String text) {
    return text.matches(PREFIX + "[0-9a-f]{64}");
  }

  /** Returns the contents, or refuses them if their digest is another one. */
  static byte[] checked(byte[] content, String digest, String what) throws IOException {
    if (!of(content).equals(digest)) {
      throw new IOException(what + ": the registry sent other contents than those of " + digest);
    }
    return content;
  }
}
