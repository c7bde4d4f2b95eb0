package org.eyas.console.page.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.api.alert.Priority;
import org.eyas.console.page.alert.AlertListRow;
import org.junit.jupiter.api.Test;

/** The colours of priorities differ, and can be read in both themes. */
class PriorityColoursTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+): #([0-9a-f]{6}|[0-9a-f]{3})\\b");
  private static final double LEAST_CONTRAST = 4.5;

  private static List<Map<String, String>> themes() throws Exception {
    String css =
        Files.readString(Path.of("src/main/resources/org/eyas/console/static/console.css"), StandardCharsets.UTF_8);
    List<Map<String, String>> themes = new ArrayList<>();
    for (String block : css.split(":root \\{", 4)) {
      Map<String, String> colours = new HashMap<>();
      Matcher found = COLOUR.matcher(block.substring(0, block.indexOf('}') < 0 ? 0 : block.indexOf('}')));
      while (found.find()) {
        colours.put(found.group(1), found.group(2));
      }
      if (!colours.isEmpty()) {
        themes.add(colours);
      }
    }
    return themes;
  }

  private static double luminance(String colour) {
    String six = colour.length() == 3 ? colour.replaceAll("(.)", "$1$1") : colour;
    double[] weights = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(six.substring(2 * i, 2 * i + 2), 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }

  private static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  @Test
  void eachCanBeReadOnItsBackgroundInBothThemes() throws Exception {
    List<Map<String, String>> themes = themes();
    assertEquals(2, themes.size());
    for (Map<String, String> theme : themes) {
      for (String name : List.of("bad", "warn", "notice")) {
        for (String background : List.of(name + "-bg", "card")) {
          double contrast = contrast(theme.get(name), theme.get(background));
          assertTrue(contrast >= LEAST_CONTRAST, name + " on " + background + ": " + contrast);
        }
      }
      assertEquals(3, new HashSet<>(Stream.of("bad", "warn", "notice").map(theme::get).toList()).size());
    }
  }

  @Test
  void warningAndNoticeDiffer() {
    assertEquals(
        List.of("bad", "bad", "bad", "bad", "warn", "notice", "calm", "calm"),
        Stream.of(Priority.values()).map(priority -> AlertListRow.level(priority.ordinal())).toList());
  }
}
