package org.eyas.pem;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * One "-----BEGIN label-----" block of a file.
 *
 * @param headers the header lines of an old encrypted key; else empty
 * @param der the decoded content
 */
record PemBlock(String label, String headers, byte[] der) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** Finds all blocks of a text. Text around the blocks is ignored. */
  static List<PemBlock> of(String text) {
    List<PemBlock> blocks = new ArrayList<>();
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int label = begin + BEGIN.length();
      int labelEnd = text.indexOf(DASHES, label);
      int end = labelEnd < 0 ? -1 : text.indexOf(END + text.substring(label, labelEnd) + DASHES, labelEnd);
      if (end < 0) {
        return blocks;
      }
      blocks.add(block(text.substring(label, labelEnd), text.substring(labelEnd + DASHES.length(), end)));
      begin = text.indexOf(BEGIN, end);
    }
    return blocks;
  }

  private static PemBlock block(String label, String body) {
    int base64 = body.lastIndexOf(':') < 0 ? 0 : Math.max(0, body.indexOf('\n', body.lastIndexOf(':')));
    return new PemBlock(label, body.substring(0, base64), Base64.getMimeDecoder().decode(body.substring(base64)));
  }
}
