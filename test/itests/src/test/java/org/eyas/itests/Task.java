package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One task of a person in the console: counts the steps, and takes the time of the machine. */
final class Task {
  private static final double LIMIT_SECONDS = 60;

  private final String name;
  private final Chromium browser;
  private final long begin = System.nanoTime();
  private int steps;
  private int clicks;

  Task(String name, Chromium browser) {
    this.name = name;
    this.browser = browser;
  }

  void open(ConsoleBrowser console, String path) throws Exception {
    steps++;
    console.open(path);
  }

  void follow(String selector) throws Exception {
    steps++;
    clicks++;
    browser.await("document.querySelector(\"" + selector + "\") !== null");
    browser.follow(selector);
  }

  void press(String selector) throws Exception {
    steps++;
    clicks++;
    browser.press(selector);
  }

  void type(String selector, String text) throws Exception {
    steps++;
    browser.type(selector, text);
  }

  void change(CodeEditor editor, String text, String by) throws Exception {
    steps++;
    editor.replace(text, by);
  }

  /** Waits for what the person wants to see. */
  void await(String script) {
    browser.await(script);
  }

  /** The clicks must be those of the row of docs/console-tasks.tsv. */
  void doneAt(int width) throws IOException {
    done();
    List<String> rows =
        Files.readAllLines(Path.of("../../docs/console-tasks.tsv")).stream()
            .filter(row -> row.startsWith(name + "\t" + width + "\t")).toList();
    assertEquals(1, rows.size(), name + " at " + width);
    String[] row = rows.getFirst().split("\t");
    assertEquals(Integer.parseInt(row[2]), clicks, rows.getFirst());
    assertTrue(clicks <= Integer.parseInt(row[3]), rows.getFirst());
  }

  /** Prints a line for the table of docs/console.md. */
  void done() {
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    System.out.println(String.format(Locale.ROOT, "task: %s | %d steps | %.1f s", name, steps, seconds));
    assertTrue(seconds <= LIMIT_SECONDS, name + " takes " + seconds + " s");
  }
}
