package org.eyas.evidence.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line of JSON whose last members are the chain: {@code before} is the digest of the line before it, and {@code chain} that of
 * this line up to there.
 *
 * @param before the digest of the line before
 * @param chain the digest of this line
 * @param isIntact whether that digest is correct
 */
public record ChainedLine(String before, String chain, boolean isIntact) {
  private static final String BEFORE = ",\"before\":\"";
  private static final String CHAIN = "\",\"chain\":\"";
  private static final String END = "\"}";
  private static final int DIGEST = 2 * ChainDigest.BYTES;
  private static final int TAIL = BEFORE.length() + CHAIN.length() + END.length() + 2 * DIGEST;

  /**
   * A line that continues a chain.
   *
   * @param line an object in JSON with at least one member
   */
  public static String continued(String line, String before, ChainDigest digest) {
    String content = line.substring(0, line.length() - 1) + BEFORE + before;
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return content + CHAIN + ChainDigest.text(digest.of(bytes, bytes.length)) + END;
  }

  /** The chain of a line; empty if the line has none. */
  public static Optional<ChainedLine> parse(byte[] line, ChainDigest digest) {
    String text = new String(line, StandardCharsets.ISO_8859_1); // a place in the text is a place in the bytes
    int tail = text.length() - TAIL;
    if (tail < 0 || !text.startsWith(BEFORE, tail) || !text.endsWith(END)) {
      return Optional.empty();
    }
    int content = tail + BEFORE.length() + DIGEST;
    String before = text.substring(content - DIGEST, content);
    int end = text.length() - END.length();
    String chain = text.substring(end - DIGEST, end);
    boolean has = text.startsWith(CHAIN, content) && ChainDigest.isDigest(before) && ChainDigest.isDigest(chain);
    return has
        ? Optional.of(new ChainedLine(before, chain, ChainDigest.text(digest.of(line, content)).equals(chain)))
        : Optional.empty();
  }

  /** The digest of the last line in the end of a file that has one; the start of a chain if there is none. */
  public static String head(byte[] end) {
    ChainDigest digest = new ChainDigest();
    for (int to = end.length; to > 0;) {
      int from = to;
      while (from > 0 && end[from - 1] != '\n') {
        from--;
      }
      Optional<ChainedLine> line = parse(Arrays.copyOfRange(end, from, to), digest);
      if (line.isPresent()) {
        return line.get().chain();
      }
      to = from - 1;
    }
    return ChainDigest.START;
  }
}
