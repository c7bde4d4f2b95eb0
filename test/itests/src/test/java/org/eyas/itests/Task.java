package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** One task of a person in the console: counts the steps, and takes the time of the machine. */
final class Task {
  private static final double LIMIT_SECONDS = 60;

  private final String name;
  private final Chromium browser;
  private final long begin = System.nanoTime();
  private int steps;

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
    browser.await("document.querySelector(\"" + selector + "\") !== null");
    browser.follow(selector);
  }

  void press(String selector) throws Exception {
    steps++;
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

  /** Prints a line for the table of docs/console.md. */
  void done() {
    double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
    System.out.println(String.format(Locale.ROOT, "task: %s | %d steps | %.1f s", name, steps, seconds));
    assertTrue(seconds <= LIMIT_SECONDS, name + " takes " + seconds + " s");
  }
}
