package org.eyas.launcher.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files whose texts people read.
 *
 * @param path a file or a folder of the repository
 * @param ending how the names of the files in the folder end
 * @param texts from the content of a file to the texts in it
 */
record TextRoot(String path, String ending, UnaryOperator<String> texts) {
  private static final Pattern JAVA =
      Pattern.compile(
          "//[^\n]*|/\\*.*?\\*/|'(?:\\\\.|[^'\\\\])+'|\"\"\"\n(?<block>.*?)\"\"\"|\"(?<line>(?:\\\\.|[^\"\\\\\n])*)\"",
          Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("\\{@code [^}]*}|<pre>.*?</pre>", Pattern.DOTALL);
  private static final Pattern MARKS = Pattern.compile("^ *(/\\*\\*?|\\*/|\\*|//)", Pattern.MULTILINE);

  static TextRoot markdown(String path) {
    return new TextRoot(path, ".md", Documents::prose);
  }

  /** Files that consist of texts. */
  static TextRoot whole(String path, String ending) {
    return new TextRoot(path, ending, UnaryOperator.identity());
  }

  /** The string literals of Java sources; comments do not count. */
  static TextRoot java(String path) {
    return new TextRoot(path, ".java", TextRoot::literals);
  }

  /** The string literals of Java sources, and their comments without the marks and without code. */
  static TextRoot javaWithComments(String path) {
    return new TextRoot(path, ".java", source -> literals(source) + "\n|\n" + comments(source));
  }

  List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(Documents.ROOT.resolve(path))) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  static String literals(String source) {
    StringBuilder texts = new StringBuilder();
    Matcher token = JAVA.matcher(source);
    int end = 0;
    while (token.find()) {
      String literal = literal(token);
      if (literal != null) {
        boolean continues = source.substring(end, token.start()).matches("\\s*\\+\\s*");
        texts.append(continues ? "" : "\n|\n").append(literal);
        end = token.end();
      }
    }
    return texts.toString();
  }

  static String comments(String source) {
    StringBuilder texts = new StringBuilder();
    Matcher token = JAVA.matcher(source);
    int end = 0;
    while (token.find()) {
      if (token.group().matches("(?s)/[/*].*")) {
        boolean continues = source.substring(end, token.start()).isBlank();
        texts.append(continues ? "\n" : "\n|\n").append(token.group());
        end = token.end();
      }
    }
    return MARKS.matcher(CODE.matcher(texts).replaceAll("")).replaceAll(" ");
  }

  private static String literal(MatchResult token) {
    return token.group("line") == null ? token.group("block") : token.group("line");
  }
}
