package org.eyas.engine.compile;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Reads the cases below {@code testdata/language}. */
public final class GoldenFolder {
  private static final Path ROOT = Path.of("../language/testdata/language");

  /** A condition and its results for values of fields: {@code t.text=a  t.int=5 => true}. */
  public record Block(Path file, String condition, List<Line> lines) {}

  public record Line(String values, boolean expected) {}

  /** A condition and, below a line of hyphens, its messages. */
  public record Message(Path file, String condition, String expected) {}

  private GoldenFolder() {}

  public static List<Block> values() {
    return files("values").stream().flatMap(file -> blocks(file).stream()).toList();
  }

  public static List<Message> messages(String folder) {
    return files(folder).stream().map(GoldenFolder::message).toList();
  }

  private static List<Block> blocks(Path file) {
    return Arrays.stream(read(file).strip().split("\n\n")).map(text -> block(file, text)).toList();
  }

  private static Block block(Path file, String text) {
    List<String> lines = text.lines().toList();
    return new Block(file, lines.getFirst(), lines.stream().skip(1).map(GoldenFolder::line).toList());
  }

  private static Line line(String text) {
    int arrow = text.lastIndexOf(" => ");
    String expected = text.substring(arrow + 4);
    if (!text.startsWith("  ") || arrow < 0 || !expected.equals("true") && !expected.equals("false")) {
      throw new IllegalArgumentException("expected '  field=value => true': " + text);
    }
    return new Line(text.substring(2, arrow), expected.equals("true"));
  }

  private static Message message(Path file) {
    String[] parts = read(file).split("\n---\n", 2);
    return new Message(file, parts[0], parts[1].strip());
  }

  private static List<Path> files(String folder) {
    try (Stream<Path> paths = Files.walk(ROOT.resolve(folder))) {
      List<Path> files = paths.filter(Files::isRegularFile).sorted().toList();
      assertFalse(files.isEmpty(), "no cases in " + folder);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
