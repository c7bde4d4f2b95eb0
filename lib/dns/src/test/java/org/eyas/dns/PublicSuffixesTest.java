package org.eyas.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicSuffixesTest {
  private final PublicSuffixes list = PublicSuffixes.shipped();

  private String registered(String name) {
    int from = list.registeredFrom(Text.of(name));
    return from < 0 ? "" : name.substring(from);
  }

  // The cases of the list's own test file (test_psl.txt), and others.
  @ParameterizedTest
  @CsvSource({
      "com, ''", "example.com, example.com", "b.example.com, example.com", "a.b.example.com, example.com", "uk.com, ''",
      "example.uk.com, example.uk.com", "test.ac, test.ac", "mm, ''", "c.mm, ''", "b.c.mm, b.c.mm", "a.b.c.mm, b.c.mm", "jp, ''",
      "test.jp, test.jp", "ac.jp, ''", "test.ac.jp, test.ac.jp", "kyoto.jp, ''", "ide.kyoto.jp, ''",
      "b.ide.kyoto.jp, b.ide.kyoto.jp", "c.kobe.jp, ''", "b.c.kobe.jp, b.c.kobe.jp", "city.kobe.jp, city.kobe.jp",
      "www.city.kobe.jp, city.kobe.jp", "ck, ''", "test.ck, ''", "b.test.ck, b.test.ck", "www.ck, www.ck", "www.www.ck, www.ck",
      "k12.ak.us, ''", "a.b.test.k12.ak.us, test.k12.ak.us", "www.xn--85x722f.com.cn, xn--85x722f.com.cn",
      "shishi.xn--fiqs8s, shishi.xn--fiqs8s", "xn--55qx5d.cn, ''", "evil.github.io, evil.github.io", "github.io, ''",
      "web.default.svc.cluster.local, cluster.local", "localhost, ''", "., ''"})
  void findsTheRegisteredDomain(String name, String expected) {
    assertEquals(expected, registered(name));
  }

  @Test
  void findsTheSuffixThatASearchThroughAllRulesFinds() throws IOException {
    Set<String> rules = new HashSet<>();
    try (InputStream file = PublicSuffixes.class.getResourceAsStream("public-suffixes.txt")) {
      new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().filter(line -> !line.startsWith("#"))
          .forEach(rules::add);
    }
    Random random = new Random(7);
    List<String> all = List.copyOf(rules);
    for (int i = 0; i < 20_000; i++) {
      String rule = all.get(random.nextInt(all.size())).replace("!", "").replace("*", "x" + random.nextInt(9));
      String name = switch (random.nextInt(4)) {
        case 0 -> rule;
        case 1 -> "a." + rule;
        case 2 -> "b.a." + rule;
        default -> rule.substring(random.nextInt(rule.length()));
      };
      if (!name.startsWith(".") && !name.isEmpty()) {
        assertEquals(naiveSuffix(rules, name), name.substring(list.suffixFrom(Text.of(name))), name);
      }
    }
  }

  /** The algorithm of https://github.com/publicsuffix/list/wiki/Format, word by word. */
  private static String naiveSuffix(Set<String> rules, String name) {
    String[] labels = name.split("\\.");
    String longest = labels[labels.length - 1];
    for (int i = 0; i < labels.length; i++) {
      String suffix = String.join(".", List.of(labels).subList(i, labels.length));
      String parent = String.join(".", List.of(labels).subList(i + 1, labels.length));
      if (rules.contains("!" + suffix)) {
        return parent;
      }
      if ((rules.contains(suffix) || rules.contains("*." + parent)) && suffix.length() > longest.length()) {
        longest = suffix;
      }
    }
    return longest;
  }
}
