package org.eyas.console.page.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.eyas.console.page.PageReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StaticFilesTest {
  private static final Pattern IMPORT = Pattern.compile("(?m)^(?:import|export)\\b[^'\";]*?from\\s*['\"]([^'\"]+)['\"]");

  private static Iterable<String> paths() {
    return StaticFiles.paths();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void everyFileIsThereAndImportsOnlyFilesThatAreServed(String path) throws Exception {
    PageReply reply = StaticFiles.reply(path);
    String text = new String(reply.body(), StandardCharsets.UTF_8);
    assertEquals(200, reply.status());
    assertFalse(text.isBlank(), path);
    IMPORT.matcher(text).results().map(found -> found.group(1)).forEach(
        name -> {
          assertTrue(name.startsWith("."), path + " imports " + name + ", which a browser does not know");
          String imported = URI.create(path).resolve(name).toString();
          assertTrue(StaticFiles.paths().contains(imported), path + " imports " + imported);
        });
  }

  @Test
  void theLicenceOfTheLibrariesIsInTheBundle() throws Exception {
    try (var in = StaticFiles.class.getResourceAsStream("/org/eyas/console/static/lib/LICENSE")) {
      assertNotNull(in);
      assertTrue(new String(in.readAllBytes(), StandardCharsets.UTF_8).startsWith("MIT License"));
    }
  }
}
