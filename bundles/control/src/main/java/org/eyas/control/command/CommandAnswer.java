package org.eyas.control.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eyas.api.config.RefusedException;
import org.eyas.control.socket.AnswerLine;
import org.eyas.control.socket.ClientExchange;
import org.eyas.control.socket.DisconnectWatch;

/** The answer to a client: text, or objects of JSON if it requested JSON. */
public final class CommandAnswer {
  private final ClientExchange exchange;
  private final boolean json;
  private int exitCode;
  private Runnable atEnd = () -> {};

  public CommandAnswer(ClientExchange exchange, boolean json) {
    this.exchange = exchange;
    this.json = json;
  }

  /** Writes several rows of one kind: a table of these columns, or in JSON an object with all values for each row. */
  void table(List<AnswerRow> rows, String... columns) throws IOException {
    if (json) {
      for (AnswerRow row : rows) {
        exchange.writeLine(AnswerLine.row(row.values()));
      }
      return;
    }
    for (String line : AnswerTable.of(rows, columns)) {
      exchange.writeLine(AnswerLine.out(line));
    }
  }

  /** Writes one row: a line for each of its values, or in JSON one object. */
  void details(AnswerRow row) throws IOException {
    if (json) {
      exchange.writeLine(AnswerLine.row(row.values()));
      return;
    }
    for (String line : AnswerTable.details(row)) {
      exchange.writeLine(AnswerLine.out(line));
    }
  }

  /** Writes a sentence that reports that the action is done. */
  void writeSentence(String sentence) throws IOException {
    exchange.writeLine(json ? AnswerLine.row(Map.of("message", sentence)) : AnswerLine.out(sentence));
  }

  /** Writes a text that only people need; JSON does not contain it. */
  void writeRemark(String sentence) throws IOException {
    if (!json) {
      exchange.writeLine(AnswerLine.out(sentence));
    }
  }

  /** Writes a text of several lines; in JSON, it is one value of that name. */
  void text(String name, String text) throws IOException {
    if (json) {
      exchange.writeLine(AnswerLine.row(Map.of(name, text)));
      return;
    }
    for (String line : text.lines().toList()) {
      exchange.writeLine(AnswerLine.out(line));
    }
  }

  /** Writes one element of a stream: a line, or in JSON an object. */
  void entry(String line, AnswerRow row) throws IOException {
    exchange.writeLine(json ? AnswerLine.row(row.values()) : AnswerLine.out(line));
  }

  /** Writes names, one per line, for the completion of a shell. */
  public void names(List<String> names) throws IOException {
    for (String name : names) {
      exchange.writeLine(AnswerLine.out(name));
    }
  }

  /** Writes a text of several lines that replaces the previous one on a terminal, or in JSON an object. */
  void page(String text, AnswerRow row) throws IOException {
    exchange.writeLine(json ? AnswerLine.row(row.values()) : AnswerLine.page(text));
  }

  void writeWarning(String line) throws IOException {
    exchange.writeLine(AnswerLine.warning(line));
  }

  /** Marks that the answer reports a problem: the client then exits with 1. */
  void markFailed() {
    exitCode = 1;
  }

  /** Work that may take long and changes nothing. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws RefusedException;
  }

  /** Runs such work; interrupts it if the client disconnects. */
  <T> T runWhileConnected(Work<T> work) throws RefusedException, IOException {
    try (DisconnectWatch _ = exchange.interruptOnDisconnect()) {
      return work.run();
    }
  }

  /**
   * Announces that this process ends after the answer; the client waits for that end.
   *
   * @param end begins the end and returns at once
   */
  void endsProcess(ProcessHandle process, Runnable end) throws IOException {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    exchange.writeLine(AnswerLine.ending(process.pid() + " " + start));
    atEnd = end;
  }

  /** Whether the client has disconnected. */
  boolean isDisconnected() {
    return exchange.isDisconnected();
  }

  public void end() throws IOException {
    exchange.writeLine(AnswerLine.exit(exitCode));
    atEnd.run();
  }
}
