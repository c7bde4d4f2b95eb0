package org.eyas.core.metric;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.rule.RuleDocument;

/**
 * The SHA-256 checksums of the current rules files. Translated files are omitted, because their text is not in any
 * file. The checksums are recalculated only if the files have changed.
 */
public final class RuleFileChecksums {
  private List<RuleDocument> documents = List.of();
  private Map<String, String> sums = Map.of();

  /** The checksums by file name, without the folder. */
  public synchronized Map<String, String> of(List<RuleDocument> now) {
    if (now != documents) {
      Map<String, String> changed = new TreeMap<>();
      now.stream().filter(document -> !document.translated())
          .forEach(document -> changed.put(fileName(document.name()), sum(document.content())));
      documents = now;
      sums = Map.copyOf(changed);
    }
    return sums;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String sum(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }
}
