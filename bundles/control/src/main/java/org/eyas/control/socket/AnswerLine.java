package org.eyas.control.socket;

import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.json.write.CompactJson;

/**
 * Makes the lines of an answer. Each line is an object of JSON with one member: {@code out} is a line of text;
 * {@code row} is an object for clients that requested JSON; {@code page} is a text of several lines that replaces the
 * page before; {@code warning} is printed to standard error; {@code error} says why there is no answer, and has a second
 * member {@code usage} if the command line cannot be understood; {@code ending} is the process that ends after the answer, as its id and its start; {@code exit} ends the answer.
 */
public final class AnswerLine {
  private AnswerLine() {}

  public static String out(String line) {
    return member("out", line);
  }

  public static String row(Map<String, ?> row) {
    return member("row", row);
  }

  public static String page(String text) {
    return member("page", text);
  }

  public static String warning(String line) {
    return member("warning", line);
  }

  public static String error(String message) {
    return member("error", message);
  }

  /** An error of the command line: older clients read only the first member. */
  public static String misuse(String message) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", message);
    members.put("usage", true);
    return CompactJson.of(members);
  }

  public static String ending(String process) {
    return member("ending", process);
  }

  public static String exit(int code) {
    return member("exit", code);
  }

  private static String member(String name, Object value) {
    return CompactJson.of(Map.of(name, value));
  }
}
