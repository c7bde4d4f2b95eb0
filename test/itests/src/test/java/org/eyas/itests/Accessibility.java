package org.eyas.itests;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** Checks the open page with axe-core, in the browser: WCAG 2.2 AA and the good practices that axe-core knows. */
final class Accessibility {
  private static final String POM = "META-INF/maven/org.webjars.npm/axe-core/pom.properties";
  private static final String RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']";

  private static String source = "";

  private Accessibility() {}

  /** The problems of the last check that are neither serious nor critical: their names. */
  static List<String> others(Chromium browser) throws IOException, InterruptedException {
    return texts(browser, "window.eyasOthers");
  }

  private static List<String> texts(Chromium browser, String json) throws IOException, InterruptedException {
    return JsonParser.parseString(browser.evaluate(json)).getAsJsonArray().asList().stream()
        .map(JsonElement::getAsString)
        .toList();
  }

  /** The serious and critical problems, one line each. */
  static List<String> problems(Chromium browser) throws IOException, InterruptedException {
    if (browser.evaluate("typeof window.axe").equals("undefined")) {
      browser.evaluate("(() => { " + source() + "; return true; })()");
    }
    browser.evaluate(
        "(() => { window.eyasFound = ''; axe.run(document, {runOnly: " + RULES + ", resultTypes: ['violations']}).then("
            + "(result) => { window.eyasOthers = JSON.stringify(result.violations"
            + ".filter((found) => !['serious', 'critical'].includes(found.impact)).map((found) => found.id));"
            + " window.eyasFound = JSON.stringify(result.violations"
            + ".filter((found) => ['serious', 'critical'].includes(found.impact))"
            + ".map((found) => found.id + ': ' + found.help + ': ' + found.nodes.slice(0, 5).map((node) => node.target.join(' ')"
            + " + ' ' + node.failureSummary).join('; '))); },"
            + "(error) => { window.eyasFound = JSON.stringify(['axe-core failed: ' + error]); }); return true; })()");
    browser.await("window.eyasFound !== ''");
    return texts(browser, "window.eyasFound");
  }

  private static synchronized String source() throws IOException {
    if (source.isEmpty()) {
      source = read(Accessibility.class.getClassLoader());
    }
    return source;
  }

  // The folder of the script has the version in its name.
  private static String read(ClassLoader loader) throws IOException {
    Properties pom = new Properties();
    try (InputStream in = open(loader, POM)) {
      pom.load(in);
    }
    try (InputStream in = open(loader, "META-INF/resources/webjars/axe-core/" + pom.getProperty("version") + "/axe.min.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static InputStream open(ClassLoader loader, String name) {
    return Objects.requireNonNull(loader.getResourceAsStream(name), name);
  }
}
