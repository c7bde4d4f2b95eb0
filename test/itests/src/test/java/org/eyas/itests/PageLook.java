package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;

/** Looks at the open page of the console at three widths, light and dark, and keeps pictures below {@code target/screenshots}. */
final class PageLook {
  private static final Path SCREENSHOTS = Path.of("target/screenshots");
  private static final int[] WIDTHS = {1440, 768, 390};
  private static final int HEIGHT = 844;
  /** Small problems of accessibility on a page. */
  private static final int MOST_OTHERS = 1;

  /** A label that is too narrow for its words shows one letter on each line. */
  private static final String NO_COLUMN_OF_LETTERS =
      "[...document.querySelectorAll('label span')].every((text) => text.offsetParent === null || text.textContent.length < 8"
          + " || text.offsetWidth > 40)";

  private PageLook() {}

  /** The page must fit, and have no complaints and no serious problem of accessibility. Keeps a picture of each look. */
  static void check(Chromium browser, String name) throws Exception {
    check(browser, name, "");
  }

  /** @param shown selects what the pictures of a long page show; empty: where the page is */
  static void check(Chromium browser, String name, String shown) throws Exception {
    for (String scheme : List.of("light", "dark")) {
      for (int width : WIDTHS) {
        browser.look(width, HEIGHT, scheme);
        browser.await("document.documentElement.scrollWidth <= " + width);
        browser.await(NO_COLUMN_OF_LETTERS);
        if (!shown.isEmpty()) {
          browser.evaluate("document.querySelector('" + shown + "').scrollIntoView()");
        }
        browser.screenshot(SCREENSHOTS.resolve(name + "-" + width + "-" + scheme + ".png"));
        String look = name + " " + width + " " + scheme;
        assertEquals(List.of(), Accessibility.problems(browser), look);
        List<String> others = Accessibility.others(browser);
        assertTrue(others.size() <= MOST_OTHERS, () -> look + ": " + others);
      }
    }
    boolean dark = browser.evaluate("getComputedStyle(document.body).backgroundColor").matches("rgb\\((1?\\d|2\\d), .*");
    assertTrue(dark, name + " is dark where one asks for it");
    browser.look(1280, 900, "light");
    assertEquals(List.of(), browser.complaints(), name);
  }
}
