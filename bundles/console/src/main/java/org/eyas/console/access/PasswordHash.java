package org.eyas.console.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * The hash of a password: {@code pbkdf2-sha512$ITERATIONS$SALT$HASH}, salt and hash in base64. A text of another form
 * matches no password.
 */
public record PasswordHash(String text) {
  // OWASP's password storage cheat sheet recommends this for PBKDF2 with SHA-512.
  private static final int ITERATIONS = 210_000;
  private static final int FEW_ITERATIONS = 1_000;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final Pattern SHAPE =
      Pattern.compile("pbkdf2-sha512\\$(\\d{4,8})\\$([A-Za-z0-9+/=]{16,88})\\$([A-Za-z0-9+/=]{40,88})");
  // The hash of an unknown password: an attempt with an unknown user takes as long as with a known user.
  private static final PasswordHash NOBODY = written(ITERATIONS, random(SALT_BYTES), random(HASH_BITS / 8));

  public static PasswordHash of(String password) {
    byte[] salt = random(SALT_BYTES);
    return written(ITERATIONS, salt, derive(password, salt, ITERATIONS));
  }

  /** The hash of a generated password, which cannot be guessed, however fast the attempts are. */
  static PasswordHash ofRandom(String password) {
    byte[] salt = random(SALT_BYTES);
    return written(FEW_ITERATIONS, salt, derive(password, salt, FEW_ITERATIONS));
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return bytes;
  }

  private static PasswordHash written(int iterations, byte[] salt, byte[] hash) {
    Base64.Encoder base64 = Base64.getEncoder();
    return new PasswordHash(
        "pbkdf2-sha512$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash));
  }

  static PasswordHash ofUnknownUser() {
    return NOBODY;
  }

  /** Whether the text has the form of a hash. */
  boolean isValid() {
    Matcher matcher = SHAPE.matcher(text);
    return matcher.matches() && Integer.parseInt(matcher.group(1)) <= MOST_ITERATIONS;
  }

  boolean matches(String password) {
    Matcher matcher = SHAPE.matcher(text);
    if (!isValid() || !matcher.matches()) {
      return false;
    }
    byte[] salt = Base64.getDecoder().decode(matcher.group(2));
    byte[] hash = Base64.getDecoder().decode(matcher.group(3));
    return MessageDigest.isEqual(hash, derive(password, salt, Integer.parseInt(matcher.group(1))));
  }

  // One at a time, so that a client that sends many passwords cannot occupy all processors.
  private static synchronized byte[] derive(String password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks PBKDF2WithHmacSHA512", e);
    } finally {
      spec.clearPassword();
    }
  }

  @Override
  public String toString() {
    return "a hash";
  }
}
