package org.eyas.rules.sigma.convert;

import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.UntranslatedRule;

/** The result of a conversion of Sigma files. */
public record SigmaConversion(List<Converted> files) {
  public SigmaConversion {
    files = List.copyOf(files);
  }

  /**
   * The converted rules of one file.
   *
   * @param parked the rules that Eyas cannot express
   */
  public record Converted(String file, List<EyasRule> rules, List<UntranslatedRule> parked) {
    public Converted {
      rules = List.copyOf(rules);
      parked = List.copyOf(parked);
    }

    /** The document for the engine. Each rule has the line number of its Sigma rule. */
    RuleDocument document() {
      StringBuilder content = new StringBuilder();
      int line = 0;
      for (EyasRule rule : rules) {
        for (; line < rule.line(); line++) {
          content.append('\n');
        }
        rule.appendLine(content);
        content.append('\n');
        line++;
      }
      return new RuleDocument(file, content.toString(), true, parked);
    }
  }

  /** A document for each file that has rules, in the order of the files. */
  public List<RuleDocument> documents() {
    return files.stream()
        .filter(file -> !file.rules().isEmpty() || !file.parked().isEmpty())
        .map(Converted::document)
        .toList();
  }

  public int converted() {
    return files.stream().mapToInt(file -> file.rules().size()).sum();
  }

  public int parked() {
    return files.stream().mapToInt(file -> file.parked().size()).sum();
  }
}
