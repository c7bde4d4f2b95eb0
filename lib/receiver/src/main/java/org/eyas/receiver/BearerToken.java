package org.eyas.receiver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/** The secret that a sender shows, usually in the header {@code Authorization: Bearer SECRET}. */
public final class BearerToken {
  private static final String SCHEME = "Bearer ";
  private static final char DELETE = 127;

  private final byte[] secret;

  public BearerToken(String secret) {
    this.secret = secret.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a file; white space around the secret does not count.
   *
   * @param setting the configuration key that names the file; error messages begin with it
   */
  public static BearerToken read(String setting, Path file) throws IOException {
    String secret;
    try {
      secret = Files.readString(file).strip();
    } catch (IOException e) {
      throw new IOException(setting + ": " + Reason.of(e), e);
    }
    if (secret.isEmpty()) {
      throw new IOException(setting + ": " + file + " is empty; write the secret into it");
    }
    if (!secret.chars().allMatch(character -> character > ' ' && character < DELETE)) {
      throw new IOException(setting + ": " + file + " is not a token: it contains characters other than visible ASCII");
    }
    return new BearerToken(secret);
  }

  /** Whether a header contains the secret. The time does not depend on how many of its first bytes are correct. */
  boolean isIn(@Nullable String authorization) {
    return authorization != null
        && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && isSecret(authorization.substring(SCHEME.length()).strip());
  }

  /** Whether a text is the secret. The time does not depend on how many of its first bytes are correct. */
  boolean isSecret(String text) {
    return MessageDigest.isEqual(secret, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "a token";
  }
}
