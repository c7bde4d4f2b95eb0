package org.eyas.recipe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A table in the resources of this module: a line of column names, then rows, with columns separated by tabs. */
final class TsvResource {
  private TsvResource() {}

  static List<String[]> read(String name) {
    InputStream in = TsvResource.class.getResourceAsStream(name);
    if (in == null) {
      throw new IllegalStateException("the table " + name + " is missing from the jar");
    }
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
