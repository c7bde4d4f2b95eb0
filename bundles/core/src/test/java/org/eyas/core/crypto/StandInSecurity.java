package org.eyas.core.crypto;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.MessageDigestSpi;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Provider;

/** A provider that is not of Java, and has SHA-256 only. */
public final class StandInSecurity extends Provider {
  private static final long serialVersionUID = 1;

  public StandInSecurity() {
    super("StandIn", "1", "SHA-256 for tests");
    put("MessageDigest.SHA-256", ForwardedDigest.class.getName());
  }

  /** SHA-256 of Java. */
  public static final class ForwardedDigest extends MessageDigestSpi {
    private final MessageDigest digest;

    public ForwardedDigest() throws NoSuchAlgorithmException, NoSuchProviderException {
      digest = MessageDigest.getInstance("SHA-256", "SUN");
    }

    @Override
    protected void engineUpdate(byte input) {
      digest.update(input);
    }

    @Override
    protected void engineUpdate(byte[] input, int offset, int length) {
      digest.update(input, offset, length);
    }

    @Override
    protected byte[] engineDigest() {
      return digest.digest();
    }

    @Override
    protected int engineDigest(byte[] output, int offset, int length) throws DigestException {
      return digest.digest(output, offset, length);
    }

    @Override
    protected void engineReset() {
      digest.reset();
    }
  }
}
