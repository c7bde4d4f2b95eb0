package org.eyas.control.command;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eyas.api.config.RefusedException;
import org.eyas.control.socket.DisconnectWatch;
import org.eyas.control.socket.Exchange;
import org.eyas.control.socket.Reply;

/** The answer to a client: text, or objects of JSON if it requested JSON. */
public final class Answer {
  private final Exchange exchange;
  private final boolean json;
  private int exitCode;
  private Runnable atEnd = () -> {};

  public Answer(Exchange exchange, boolean json) {
    this.exchange = exchange;
    this.json = json;
  }

  /** Writes several rows of one kind: a table of these columns, or in JSON an object with all values for each row. */
  void table(List<Row> rows, String... columns) throws IOException {
    if (json) {
      for (Row row : rows) {
        exchange.writeLine(Reply.row(row.values()));
      }
      return;
    }
    for (String line : Table.of(rows, columns)) {
      exchange.writeLine(Reply.out(line));
    }
  }

  /** Writes one row: a line for each of its values, or in JSON one object. */
  void details(Row row) throws IOException {
    if (json) {
      exchange.writeLine(Reply.row(row.values()));
      return;
    }
    for (String line : Table.details(row)) {
      exchange.writeLine(Reply.out(line));
    }
  }

  /** Writes a sentence that reports that the action is done. */
  void say(String sentence) throws IOException {
    exchange.writeLine(json ? Reply.row(Map.of("message", sentence)) : Reply.out(sentence));
  }

  /** Writes a text that only people need; JSON does not contain it. */
  void remark(String sentence) throws IOException {
    if (!json) {
      exchange.writeLine(Reply.out(sentence));
    }
  }

  /** Writes a text of several lines; in JSON, it is one value of that name. */
  void text(String name, String text) throws IOException {
    if (json) {
      exchange.writeLine(Reply.row(Map.of(name, text)));
      return;
    }
    for (String line : text.lines().toList()) {
      exchange.writeLine(Reply.out(line));
    }
  }

  /** Writes one element of a stream: a line, or in JSON an object. */
  void entry(String line, Row row) throws IOException {
    exchange.writeLine(json ? Reply.row(row.values()) : Reply.out(line));
  }

  /** Writes names, one per line, for the completion of a shell. */
  public void names(List<String> names) throws IOException {
    for (String name : names) {
      exchange.writeLine(Reply.out(name));
    }
  }

  /** Writes a text of several lines that replaces the previous one on a terminal, or in JSON an object. */
  void page(String text, Row row) throws IOException {
    exchange.writeLine(json ? Reply.row(row.values()) : Reply.page(text));
  }

  void warn(String line) throws IOException {
    exchange.writeLine(Reply.warning(line));
  }

  /** Marks that the answer reports a problem: the client then exits with 1. */
  void fail() {
    exitCode = 1;
  }

  /** Work that may take long and changes nothing. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws RefusedException;
  }

  /** Runs such work; interrupts it if the client disconnects. */
  <T> T whileConnected(Work<T> work) throws RefusedException, IOException {
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
    exchange.writeLine(Reply.ending(process.pid() + " " + start));
    atEnd = end;
  }

  /** Whether the client has disconnected. */
  boolean isDisconnected() {
    return exchange.isDisconnected();
  }

  public void end() throws IOException {
    exchange.writeLine(Reply.exit(exitCode));
    atEnd.run();
  }
}
