package org.eyas.config.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyTable;
import org.junit.jupiter.api.Test;

/** After a change any text has the same meaning except for one key, and still has its comments. */
class RandomYamlEditTest {
  private static final Pattern COMMENT = Pattern.compile("#c[0-9]+");
  private static final List<String> SCALARS =
      List.of("1", "true", "x y", "'q''q: #no'", "\"e\\t\\\"\"", "é\uD83E\uDD85", "", "~", "[]", "{}", "[1, {a: 2}]",
          "{a: [1], b}");

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final StringBuilder text = new StringBuilder();
  private int comments;

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private String comment() {
    return "#c" + comments++;
  }

  private void lineEnd() {
    text.append(random.nextInt(3) == 0 ? " " + comment() : "").append("\n");
    if (random.nextInt(6) == 0) {
      text.append(random.nextBoolean() ? "" : comment()).append("\n");
    }
  }

  private void map(int indent, int depth, boolean first) {
    int step = 1 + random.nextInt(4);
    int keys = 1 + random.nextInt(3);
    for (int i = 0; i < keys; i++) {
      text.append(i == 0 && first ? "" : " ".repeat(indent)).append((char) ('a' + i)).append(random.nextInt(8) == 0 ? " :" : ":");
      value(indent, indent + step, depth);
    }
  }

  private void value(int indent, int inner, int depth) {
    switch (depth == 0 ? 9 : random.nextInt(8)) {
      case 0, 1 -> {
        lineEnd();
        map(inner, depth - 1, false);
      }
      case 2 -> {
        lineEnd();
        list(random.nextInt(3) == 0 ? indent : inner, depth - 1);
      }
      case 3 -> text.append(one(List.of(" |", " >", " |-"))).append("\n").append(" ".repeat(inner)).append("one\n")
          .append(" ".repeat(inner)).append("two: 2\n");
      default -> {
        text.append(" ").append(one(SCALARS));
        lineEnd();
      }
    }
  }

  private void list(int indent, int depth) {
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(" ".repeat(indent)).append("-");
      if (depth > 0 && random.nextInt(3) == 0) {
        text.append(" ");
        map(indent + 2, depth - 1, true);
      } else {
        text.append(" ").append(one(SCALARS));
        lineEnd();
      }
    }
  }

  private static Map<String, Object> read(String yaml) throws ConfigException {
    return YamlReader.document("text", new StringReader(yaml)).map();
  }

  /** A path in the tree: to something that exists, or beside it. */
  private String path(Object tree) {
    StringBuilder path = new StringBuilder();
    Object place = tree;
    while (path.isEmpty() || random.nextInt(4) != 0) {
      if (place instanceof Map<?, ?> map) {
        String key = map.isEmpty() || random.nextInt(4) == 0 ? "new" : String.valueOf(one(new ArrayList<>(map.keySet())));
        path.append(path.isEmpty() ? "" : ".").append(key);
        place = map.get(key);
      } else if (place instanceof List<?> list) {
        int index = random.nextInt(list.size() + 1);
        path.append(index == list.size() && random.nextBoolean() ? "[]" : "[" + index + "]");
        place = index == list.size() ? null : list.get(index);
      } else if (place == null || place == YamlNull.NULL) {
        path.append(random.nextInt(3) == 0 ? "[]" : ".new");
        place = null;
      } else {
        break;
      }
    }
    return path.toString();
  }

  private static List<String> commentsOf(String yaml) {
    return COMMENT.matcher(yaml).results().map(MatchResult::group).toList();
  }

  @Test
  void onlyTheKeyChangesAndNoCommentIsLost() throws ConfigException {
    System.out.println("RandomYamlEditTest: seed " + seed);
    for (int i = 0; i < 4_000; i++) {
      text.setLength(0);
      comments = 0;
      map(random.nextInt(5) == 0 ? 2 : 0, 3, false);
      String before = text.toString();
      Map<String, Object> wanted = read(before);
      String path = path(wanted);
      String value = one(SCALARS);
      String reported = "seed " + seed + ": " + path + "=" + value + " in\n" + before;
      Object meaning = YamlReader.value("v", value);
      KeyOverride.of(path, KeyPath.parse(path), meaning).apply(wanted);
      String after;
      try {
        after = YamlEditor.withKey(before, path, value);
      } catch (ConfigException | RuntimeException e) {
        throw new AssertionError(reported, e);
      }
      assertEquals(wanted, read(after), reported);
      List<String> lost = new ArrayList<>(commentsOf(before));
      lost.removeAll(commentsOf(after));
      String replaced = replacedText(before, after);
      assertTrue(lost.stream().allMatch(replaced::contains), () -> lost + " are lost; " + reported + "becomes\n" + after);
      assertTrue(lost.isEmpty() || isTree(before, path), () -> lost + " are lost; " + reported + "becomes\n" + after);
    }
  }

  /** Whether a map or a list is at a path: a change replaces also the comments within it. */
  private static boolean isTree(String yaml, String path) throws ConfigException {
    Object place = read(yaml);
    for (KeyPath.Step step : KeyPath.parse(path)) {
      place = switch (step) {
        case KeyPath.Step.Name name -> place instanceof Map<?, ?> map ? map.get(name.name()) : null;
        case KeyPath.Step.Index index ->
          place instanceof List<?> list && index.index() < list.size() ? list.get(index.index()) : null;
        case KeyPath.Step.Append _ -> null;
      };
    }
    return place instanceof Map || place instanceof List;
  }

  /** The text between the equal beginning and the equal end. */
  private static String replacedText(String before, String after) {
    int start = 0;
    while (start < Math.min(before.length(), after.length()) && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < Math.min(before.length(), after.length()) - start
        && before.charAt(before.length() - 1 - end) == after.charAt(after.length() - 1 - end)) {
      end++;
    }
    return before.substring(start, before.length() - end);
  }

  @Test
  void everyKeyOfTheShippedFileCanBeSet() throws Exception {
    String shipped = Files.readString(Path.of("../../dist/src/main/dist/etc/eyas.yaml"));
    long lines = shipped.lines().count();
    for (KeyDefinition key : KeyTable.all().keys()) {
      String after = YamlEditor.withKey(shipped, key.name(), "text");
      assertTrue(after.lines().count() >= lines - 20, key.name());
    }
  }
}
