package org.eyas.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eyas.testkit.process.InstalledProgram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract test of every driver of system calls: each parameter of each event must be the value that the caller
 * knows, byte by byte. The program {@code calls.py} makes the calls and prints the expected content of their events.
 * The test of a driver extends this class and records the program's events.
 */
public abstract class SyscallParametersContract {
  private static final int PRCTL = 401;
  private static final String MARK = HexFormat.of().formatHex(new byte[] {0x4b, 0x52, 0x41, 0x4d});
  private static final String ANY = "*"; // calls.py does not know it
  private static final int ATTEMPTS = 3;
  private static final int FEWEST = 100;

  @TempDir private @Nullable Path folder;

  /**
   * A command whose events are recorded.
   *
   * @param words the program and its arguments
   * @param output the file that receives its standard output and standard error
   */
  public record Command(List<String> words, Path output) {
    public Command {
      words = List.copyOf(words);
    }
  }

  /** The system calls of this machine: their numbers by name. */
  protected abstract Map<String, Integer> numbers();

  /**
   * Runs a command to its end and records its events, at least those of its threads. Fails if the command fails or if events were
   * lost, except calls that the driver had to skip.
   *
   * @return the number of calls that the driver had to skip; if there are any, a difference is tried again
   */
  protected abstract long record(Command command, EventRecorder into) throws Exception;

  /** The parameters that the driver cannot know, and the reasons. */
  protected List<UnknownParameter> unknown() {
    return List.of();
  }

  private record Expected(String name, long number, long tid, int code, List<String> params) {}

  @Test
  void everyParameterOfEveryCallIsAsTheCallerKnowsIt() throws Exception {
    compare();
  }

  /** Makes the calls and compares their events. */
  protected final void compare() throws Exception {
    String differences = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      EventRecorder events = new EventRecorder();
      Path output = folder().resolve("output");
      long skipped = record(new Command(words(), output), events);
      differences = differences(expected(output), events.events);
      if (differences.isEmpty() || skipped == 0) {
        break;
      }
      System.out.println("again, because " + skipped + " calls were skipped: " + differences);
    }
    assertEquals("", differences);
  }

  private Path folder() {
    return Objects.requireNonNull(folder);
  }

  private List<String> words() throws IOException {
    Path program = folder().resolve("calls.py");
    try (InputStream in = SyscallParametersContract.class.getResourceAsStream("calls.py")) {
      Files.copy(Objects.requireNonNull(in), program, StandardCopyOption.REPLACE_EXISTING);
    }
    Path numbers = folder().resolve("numbers");
    Files.write(numbers, numbers().entrySet().stream().map(entry -> entry.getKey() + " " + entry.getValue()).toList());
    return List.of(InstalledProgram.require("python3"), program.toString(), numbers.toString());
  }

  private static List<Expected> expected(Path output) throws IOException {
    return Files.readAllLines(output).stream().map(SyscallParametersContract::expected).toList();
  }

  private static Expected expected(String line) {
    String[] words = line.split(" ");
    List<String> params = List.of(words).subList(4, words.length);
    return new Expected(
        words[3], Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]), params);
  }

  private String differences(List<Expected> expected, List<RecordedEvent> events) {
    assertTrue(expected.size() > FEWEST, () -> "calls.py printed only " + expected);
    List<String> differences = new ArrayList<>();
    for (Expected call : expected) {
      String difference = compare(call, events);
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
    }
    System.out.println(expected.size() + " calls compared, " + differences.size() + " differ");
    return String.join("\n", differences);
  }

  // The first event with this code after the mark of the call. Other threads make no marks.
  private String compare(Expected call, List<RecordedEvent> events) {
    boolean isMarked = events.stream().noneMatch(event -> event.tid() == call.tid() && isMark(event, call.number()));
    for (RecordedEvent event : events) {
      if (event.tid() != call.tid()) {
        continue;
      }
      if (isMark(event, call.number())) {
        isMarked = true;
      } else if (isMarked && event.code() == call.code()) {
        return difference(call, event.params());
      }
    }
    return call.name() + " (" + call.code() + "): there is no event";
  }

  private static boolean isMark(RecordedEvent event, long number) {
    return event.code() == PRCTL
        && event.params().get(1).equals(MARK)
        && event.params().get(3).equals(HexFormat.of().formatHex(littleEndian(number)));
  }

  private static byte[] littleEndian(long number) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (number >> 8 * i);
    }
    return bytes;
  }

  private String difference(Expected call, List<String> params) {
    if (params.size() != call.params().size()) {
      return call.name() + ": " + params.size() + " parameters, expected " + call.params().size();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < params.size(); i++) {
      String wanted = wanted(call, i);
      if (!wanted.equals(ANY) && !wanted.equals(params.get(i))) {
        text.append(call.name() + " (" + call.code() + ") parameter " + i + ": " + params.get(i) + ", expected " + wanted + "\n");
      }
    }
    return text.toString();
  }

  // A parameter that the driver cannot know must have what its table says, so that the table stays true.
  private String wanted(Expected call, int index) {
    return unknown().stream()
        .filter(parameter -> parameter.call().equals(call.name()) && parameter.index() == index)
        .map(UnknownParameter::stands)
        .findFirst()
        .orElse(call.params().get(index));
  }
}
