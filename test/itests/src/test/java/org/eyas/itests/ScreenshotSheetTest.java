package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the pictures that browser tests keep with those in docs/console-pages.png. */
class ScreenshotSheetTest {
  private static final Path TESTS = Path.of("src/test/java/org/eyas/itests");
  private static final Path LIST = Path.of("../../docs/console-pages.txt");
  private static final Pattern PICTURE =
      Pattern.compile("(?:PageLook\\.check\\(browser, |keep\\()\"([a-z-]+)\"[,)]|screenshots/([a-z-]+)-1440-light");

  private static Stream<String> pictures(Path file) {
    try {
      return PICTURE.matcher(Files.readString(file)).results()
          .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new IllegalStateException(file + " cannot be read", e);
    }
  }

  @Test
  void theSheetHasEveryPictureOfTheBrowserTests() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      List<String> kept =
          files.filter(file -> file.getFileName().toString().endsWith("Test.java"))
              .flatMap(ScreenshotSheetTest::pictures)
              .distinct()
              .sorted()
              .toList();
      assertEquals(
          String.join("\n", kept), String.join("\n", Files.readAllLines(LIST)),
          "make the sheet again with test/itests/screenshot-sheet, after the browser tests");
    }
  }
}
