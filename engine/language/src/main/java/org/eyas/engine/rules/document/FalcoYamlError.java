package org.eyas.engine.rules.document;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * The message of Falco's parser, yaml-cpp, for a mistake that SnakeYAML found, because scripts search for these words.
 * The words of SnakeYAML follow in parentheses if they add a reason. If the two parsers find a mistake at different
 * places, the message has only the words of SnakeYAML.
 *
 * @param context the beginning of the element that SnakeYAML was reading; empty for any
 * @param problem a part of SnakeYAML's description of the unexpected text; empty for any
 * @param words the words of yaml-cpp; they end with ": " if the character or name at this place follows
 */
public record FalcoYamlError(String context, String problem, String words) {
  private static final String EXPECTED_COLON = "could not find expected ':'";
  private static final String ESCAPE = "unknown escape character: ";
  private static final String ANCHOR = "the referenced anchor is not defined: ";

  // The first row that fits counts.
  private static final List<FalcoYamlError> KNOWN = List.of(
      new FalcoYamlError("", "mapping values are not allowed here", "illegal map value"),
      new FalcoYamlError("", "mapping keys are not allowed here", "illegal map key"),
      new FalcoYamlError("", "sequence entries are not allowed here", "illegal block entry"),
      new FalcoYamlError("while parsing a flow node", "but found '-'", "illegal block entry"),
      new FalcoYamlError("while parsing a flow sequence", "but got }", "illegal flow end"),
      new FalcoYamlError("while parsing a flow mapping", "but got ]", "illegal flow end"),
      new FalcoYamlError("while parsing a flow sequence", "", "end of sequence flow not found"),
      new FalcoYamlError("while parsing a flow mapping", "", "end of map flow not found"),
      new FalcoYamlError("while parsing a block collection", "", "end of sequence not found"),
      new FalcoYamlError("while parsing a block mapping", "", "end of map not found"),
      new FalcoYamlError("while scanning a simple key", EXPECTED_COLON, "end of map not found"),
      new FalcoYamlError("while scanning a double-quoted scalar", "found unknown escape character", ESCAPE),
      new FalcoYamlError("while scanning a quoted scalar", "found unexpected end of stream", "illegal EOF in scalar"),
      new FalcoYamlError("while scanning a quoted scalar", "found unexpected document separator",
          "illegal document indicator in scalar"),
      new FalcoYamlError("while scanning a block scalar", "expected ", "unexpected character in block scalar"),
      new FalcoYamlError("", "found undefined alias ", ANCHOR),
      new FalcoYamlError("while scanning for the next token", "that cannot start any token", "unknown token"));

  /** The message about a mistake. */
  public static String message(MarkedYAMLException e) {
    String own = (e.getContext() == null ? "" : e.getContext() + ": ") + e.getProblem();
    FalcoYamlError known = KNOWN.stream().filter(row -> row.covers(e)).findFirst().orElse(null);
    return known == null ? own : known.at(e, own);
  }

  private boolean covers(MarkedYAMLException e) {
    return text(e.getContext()).startsWith(context) && text(e.getProblem()).contains(problem) && isAtTheSamePlace(e);
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  // yaml-cpp takes a tab for a blank, and an item at the beginning of a line for the next document.
  private boolean isAtTheSamePlace(MarkedYAMLException e) {
    Mark mark = place(e);
    return mark != null && !e.getProblem().contains("TAB") && (mark.getColumn() > 0 || !problem.equals(EXPECTED_COLON));
  }

  private @Nullable Mark place(MarkedYAMLException e) {
    return problem.equals(EXPECTED_COLON) ? e.getContextMark() : e.getProblemMark();
  }

  private String at(MarkedYAMLException e, String own) {
    Mark mark = place(e);
    if (mark == null) {
      return own;
    }
    String what = words.equals(ESCAPE) ? character(mark)
        : words.equals(ANCHOR) ? e.getProblem().substring(problem.length()) : "";
    int column = mark.getColumn() + (words.equals(ESCAPE) ? 2 : 1); // yaml-cpp has already read the character
    String said = "yaml-cpp: error at line " + (mark.getLine() + 1) + ", column " + column + ": " + words + what;
    return e.getContext() == null || !what.isEmpty() ? said : said + " (" + own + ")";
  }

  private static String character(Mark mark) {
    int at = mark.getPointer();
    return at < mark.getBuffer().length ? Character.toString(mark.getBuffer()[at]) : "the end of the document";
  }
}
