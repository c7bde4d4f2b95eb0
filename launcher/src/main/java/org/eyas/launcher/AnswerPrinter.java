package org.eyas.launcher;

import com.google.gson.stream.JsonReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import org.eyas.launcher.line.UsageException;
import org.eyas.launcher.log.TerminalLine;
import org.eyas.launcher.log.TerminalSafeText;
import org.eyas.launcher.log.TerminalScreen;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** Prints the answer of the running engine to a command: lines of JSON, described in ADR 33. */
final class AnswerPrinter {
  /** The beginning of a line whose object is printed unchanged. */
  private static final String ROW = "{\"row\":";

  private final StandardStreams streams;
  private final TerminalScreen screen;
  private @Nullable EndingProcess ending;

  AnswerPrinter(StandardStreams streams) {
    this.streams = streams;
    screen = TerminalScreen.on(streams.out());
  }

  /**
   * Prints everything up to the end of the answer.
   *
   * @return the exit code
   * @throws CommandFailureException if the engine refuses the command, with its reason
   * @throws UsageException if the engine cannot understand it
   */
  int print(BufferedReader answer) throws IOException, CommandFailureException, UsageException {
    try (screen) {
      return printed(answer);
    }
  }

  private int printed(BufferedReader answer) throws IOException, CommandFailureException, UsageException {
    for (String line = answer.readLine(); line != null; line = answer.readLine()) {
      if (line.startsWith(ROW)) {
        streams.out().println(TerminalSafeText.json(line.substring(ROW.length(), line.length() - 1)));
      } else {
        Integer exit = printLine(line);
        if (exit != null) {
          return ending == null ? exit : ending.await();
        }
      }
      if (!answer.ready() && streams.out().checkError()) {
        return 1; // nobody reads what is printed any more
      }
    }
    throw new CommandFailureException("the engine closed the connection before it answered; see its log");
  }

  private @Nullable Integer printLine(String line) throws IOException, CommandFailureException, UsageException {
    try (JsonReader json = new JsonReader(new StringReader(line))) {
      json.beginObject();
      String kind = json.nextName();
      String text = TerminalSafeText.lines(json.nextString());
      switch (kind) {
        case "out" -> streams.out().println(text);
        case "page" -> screen.show(text);
        case "warning" -> streams.err().print(TerminalLine.line(Level.WARN, "Warning: " + text + "\n"));
        case "error" -> {
          if (json.hasNext() && json.nextName().equals("usage")) {
            throw new UsageException(text);
          }
          throw new CommandFailureException(text);
        }
        case "ending" -> ending = EndingProcess.of(text);
        case "exit" -> {
          return Integer.valueOf(text);
        }
        default -> {} // of a newer engine
      }
      return null;
    }
  }
}
