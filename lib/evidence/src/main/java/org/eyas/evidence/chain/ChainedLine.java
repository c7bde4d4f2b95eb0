package org.eyas.evidence.chain;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line of JSON whose last members are the chain: {@code before} is the digest of the line before it, and {@code chain} that of
 * this line up to there. The first line of a file may have the member {@code dropped} before them: the digest of the newest line
 * that the engine has dropped.
 *
 * @param dropped that digest; empty if the line has none
 * @param before the digest of the line before
 * @param chain the digest of this line
 * @param isIntact whether that digest is correct
 */
public record ChainedLine(String dropped, String before, String chain, boolean isIntact) {
  /** The size of the longest line: the end of a file with a whole line is read into memory. */
  static final int MOST_BYTES = 4 << 20;

  private static final String DROPPED = ",\"dropped\":\"";
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

  /** An object with the member {@code dropped}. */
  static String withDropped(String object, String head) {
    return object.substring(0, object.length() - 1) + DROPPED + head + END;
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
        ? Optional
            .of(new ChainedLine(dropped(text, tail), before, chain, ChainDigest.text(digest.of(line, content)).equals(chain)))
        : Optional.empty();
  }

  private static String dropped(String text, int end) {
    int digest = end - 1 - DIGEST;
    boolean has = digest >= DROPPED.length() && text.startsWith(DROPPED, digest - DROPPED.length())
        && ChainDigest.isDigest(text.substring(digest, end - 1));
    return has ? text.substring(digest, end - 1) : "";
  }

  /**
   * The digest of the last line that has one; that of the start of a chain if there is none.
   *
   * @param end the end of a file
   */
  public static String head(byte[] end) {
    return newest(end, "").orElse(ChainDigest.START);
  }

  /**
   * The digest of the last line that has one, if a line with the known digest, or the line after it, is in the end of the file;
   * otherwise empty.
   *
   * @param known a digest; empty for the last line in any case
   */
  static Optional<String> newest(byte[] end, String known) {
    ChainDigest digest = new ChainDigest();
    String newest = "";
    for (int to = end.length; to > 0;) {
      int from = to;
      while (from > 0 && end[from - 1] != '\n') {
        from--;
      }
      Optional<ChainedLine> line = parse(Arrays.copyOfRange(end, from, to), digest);
      if (line.isPresent()) {
        newest = newest.isEmpty() ? line.get().chain() : newest;
        if (known.isEmpty() || known.equals(line.get().chain()) || known.equals(line.get().before())) {
          return Optional.of(newest);
        }
      }
      to = from - 1;
    }
    return Optional.empty();
  }
}
