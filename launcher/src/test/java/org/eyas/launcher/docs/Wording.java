package org.eyas.launcher.docs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A phrase that texts must not contain.
 *
 * @param example a text that contains it
 */
record Wording(Pattern banned, String better, String example) {
  /** The rows of {@code wording.tsv}. */
  static List<Wording> table() throws IOException {
    try (InputStream in = Objects.requireNonNull(Wording.class.getResourceAsStream("wording.tsv"))) {
      return new String(in.readAllBytes(), UTF_8).lines().filter(line -> !line.startsWith("#")).map(Wording::row).toList();
    }
  }

  private static Wording row(String line) {
    String[] columns = line.split("\t+", 3);
    return new Wording(Pattern.compile(columns[0], Pattern.CASE_INSENSITIVE), columns[1], columns[2]);
  }

  /** Each place where the text contains the phrase, with the words around it. */
  List<String> findings(String text) {
    String line = text.replaceAll("\\s+", " ");
    return banned.matcher(line).results()
        .map(match -> line.substring(Math.max(0, match.start() - 30), Math.min(line.length(), match.end() + 30)))
        .map(around -> "\"..." + around + "...\": write " + better)
        .toList();
  }
}
