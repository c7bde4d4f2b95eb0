package org.eyas.control.command;

import java.util.List;
import java.util.Map;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;

/**
 * A request of a client.
 *
 * @param words the words after the command: an action and its operands
 * @param options the options that have a value, by name
 * @param files the contents of the files that the client has read, by their paths as the user gave them
 * @param who the user and process, for the audit log
 */
public record CommandRequest(
    String command, List<String> words, Map<String, String> options, List<RuleDocument> files, boolean json, String who) {
  private static final int MOST = 10_000;

  public CommandRequest {
    words = List.copyOf(words);
    options = Map.copyOf(options);
    files = List.copyOf(files);
  }

  /** The action; the default if none was given. */
  String action(String otherwise) {
    return words.isEmpty() ? otherwise : words.getFirst();
  }

  /** The only operand of the action. */
  String operand(String what) throws RefusedException {
    if (words.size() != 2 || words.get(1).isEmpty()) {
      throw new UnclearCommandException(
          "eyas " + command + " " + words.getFirst() + " needs " + what + "; quote a name that contains blanks");
    }
    return words.get(1);
  }

  /** The number of an alert, as the only operand of the action. */
  long alertNumber() throws RefusedException {
    String number = operand("the number of an alert; eyas alerts lists them");
    if (!number.matches("\\d{1,18}")) {
      throw new UnclearCommandException("'" + number + "' is not the number of an alert; eyas alerts lists them");
    }
    return Long.parseLong(number);
  }

  RuleDocument file() throws RefusedException {
    if (files.size() != 1) {
      throw new UnclearCommandException("eyas " + command + " " + words.getFirst() + " needs a file");
    }
    return files.getFirst();
  }

  /** A whole number between 1 and ten thousand. */
  int number(String option, int otherwise) throws RefusedException {
    String text = options.get(option);
    if (text == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= MOST) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw wrong(option, text);
    }
    throw wrong(option, text);
  }

  private static UnclearCommandException wrong(String option, String text) {
    return new UnclearCommandException("option --" + option + " needs a whole number from 1 to " + MOST + ", not '" + text + "'");
  }

  UnclearCommandException unknown() {
    return new UnclearCommandException(
        "there is no 'eyas " + command + " " + words.getFirst() + "'; see eyas " + command + " --help");
  }
}
