package org.eyas.launcher.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of classes and methods, and the beginning of their Javadoc: see docs/STYLE.md. */
class SourceNamesTest {
  private static final int MOST_SHORT_NAMES_PERCENT = 8;

  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*");
  private static final Set<String> PADDING = Set.of("Item", "Data", "Info", "Entry", "Holder");

  /** A declaration is a type, a name, parameters, and a body or a semicolon. Methods that JDK interfaces declare are overridden. */
  private static final Pattern BARE_VERB =
      Pattern.compile(
          "(?m)(?<!@Override\\s{1,20})^ +(?!(?:return|throw|new|else|yield|assert|case) )"
              + "(?:[\\w.<>\\[\\],?@]+ )+(look|rest|keep|see|take|use|then)\\([^;{}]*?\\)[\\w\\s.,]*[;{]");

  private static final Pattern BARE_SUBJECT = Pattern.compile("/\\*\\*[\\s*]*\\b(?:What|Who|Where|Whose|Which|Nobody)\\b[^\n]*");

  @Test
  void noTwoClassesHaveTheSameName() throws IOException {
    assertEquals(Set.of(), repeated(names()));
  }

  @Test
  void fewNamesOfClassesHaveOneWord() throws IOException {
    List<String> names = names();
    List<String> shortNames = names.stream().filter(SourceNamesTest::isShort).toList();
    assertTrue(names.size() > 2000, () -> names.size() + " classes");
    assertTrue(
        100 * shortNames.size() <= MOST_SHORT_NAMES_PERCENT * names.size(),
        () -> shortNames.size() + " of " + names.size() + " names have one word: " + shortNames);
  }

  @Test
  void noMethodHasANameThatSaysNothing() throws IOException {
    assertEquals("", found(BARE_VERB));
  }

  @Test
  void noJavadocBeginsWithABareSubject() throws IOException {
    assertEquals("", found(BARE_SUBJECT));
  }

  @Test
  void aNameThatIsUsedAgainIsFound() {
    assertEquals(Set.of("RuleReader"), repeated(List.of("RuleReader", "RuleWriter", "RuleReader")));
  }

  @Test
  void wordsOfNamesAreCounted() {
    assertTrue(List.of("Alert", "Libbpf", "FdInfo", "RuleItem", "URL").stream().allMatch(SourceNamesTest::isShort));
    assertTrue(List.of("AlertQueue", "IOError", "Item2Reader", "K8sFields").stream().noneMatch(SourceNamesTest::isShort));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "  private boolean look(Loop loop) {",
          "  void rest();",
          "  static <T> Map<String, T> keep(\n      Map<String, T> map,\n      int size) throws IOException {",
          "  @Nullable Alert see(Alert[] alerts) {"
      })
  void aMethodThatSaysNothingIsFound(String declaration) {
    assertTrue(BARE_VERB.matcher("class A {\n" + declaration).find());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "  @Override\n  public Alert take() {",
          "    return take();",
          "    Alert next = queue.take();",
          "    queue.then(next);",
          "  void useDriver(String name) {",
          "    if (see(name)) {"
      })
  void otherCodeIsNotFound(String code) {
    assertEquals(List.of(), BARE_VERB.matcher("class A {\n" + code).results().map(MatchResult::group).toList());
  }

  @Test
  void aBareSubjectIsFound() {
    assertTrue(BARE_SUBJECT.matcher("/** What a rule saw. */").find());
    assertTrue(BARE_SUBJECT.matcher("  /**\n   * Who calls it.\n   */").find());
    assertTrue(BARE_SUBJECT.matcher("/** Whatever a rule saw. What else. */").results().findAny().isEmpty());
  }

  private static List<String> names() throws IOException {
    return ProgramSources.all().keySet().stream().map(ProgramSources::className).filter(name -> !name.contains("-")).toList();
  }

  private static Set<String> repeated(Collection<String> names) {
    Set<String> once = new HashSet<>();
    return names.stream().filter(name -> !once.add(name)).collect(Collectors.toSet());
  }

  /** Whether the name has one word; words that say nothing do not count. */
  private static boolean isShort(String name) {
    return WORD.matcher(name).results().map(MatchResult::group).filter(word -> !PADDING.contains(word)).count() <= 1;
  }

  private static String found(Pattern pattern) throws IOException {
    List<String> found = new ArrayList<>();
    ProgramSources.all().forEach((path, source) -> {
      String text = pattern == BARE_VERB ? ProgramSources.withoutCommentsAndTexts(source) : source;
      pattern.matcher(text).results().forEach(match -> found.add(path + ": " + match.group().strip()));
    });
    return String.join("\n", found);
  }
}
