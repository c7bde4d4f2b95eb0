package org.eyas.launcher.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Markdown documents of the repository. */
final class Documents {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern CODE_BLOCK = Pattern.compile("^[ ]*```.*?^[ ]*```[ ]*$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern CODE_SPAN = Pattern.compile("`[^`]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

  private Documents() {}

  static List<Path> all() throws IOException {
    Stream<Path> atRoot = Stream.of("README.md", "CONTRIBUTING.md", "SECURITY.md").map(ROOT::resolve);
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      return Stream.concat(atRoot, docs.filter(file -> file.toString().endsWith(".md"))).sorted().toList();
    }
  }

  static String name(Path document) {
    return ROOT.relativize(document).toString();
  }

  /** The targets of links to files of the repository, such as {@code ../scap-format.md#events}. */
  static List<String> relativeLinks(Path document) throws IOException {
    return LINK.matcher(withoutBlocks(Files.readString(document))).results()
        .map(link -> link.group(1))
        .filter(target -> !target.matches("[a-z]+:.*"))
        .toList();
  }

  /** The names by which links reach the headings of a document, made as GitHub makes them. */
  static Set<String> anchors(Path document) throws IOException {
    return HEADING.matcher(withoutBlocks(Files.readString(document))).results()
        .map(heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\s-]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** The sentences of a document, without code, commands and quoted messages. */
  static String prose(String markdown) {
    String text = withoutBlocks(markdown).replaceAll("(?m)^ {4,}\\S.*$", "");
    return CODE_SPAN.matcher(text).replaceAll("`code`");
  }

  private static String withoutBlocks(String markdown) {
    return CODE_BLOCK.matcher(markdown).replaceAll("");
  }
}
