package org.eyas.rules.standard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleReadException;

/**
 * Files of this bundle as one document, a stream of YAML documents: otherwise a list or macro of {@code vocabulary.yaml} that only a
 * later file uses would count as unused.
 *
 * @param name the document, for messages
 * @param folder where the files are in the bundle, with a slash at its end
 */
record BundledRuleFiles(String name, String folder, List<String> files) {
  /** The file without rules: lists and macros. */
  private static final String VOCABULARY = "vocabulary.yaml";

  RuleDocument document() throws RuleReadException {
    StringBuilder stream = new StringBuilder();
    for (String file : files) {
      stream.append("---\n").append(text(file));
    }
    return new RuleDocument(name, stream.toString());
  }

  /** The tests of the rules of each file: {@code tests/network_test.yaml} of {@code network.yaml}. */
  List<RuleDocument> tests() throws RuleReadException {
    List<RuleDocument> tests = new ArrayList<>();
    for (String file : files) {
      if (!file.equals(VOCABULARY)) {
        String test = file.replace(".yaml", "_test.yaml");
        tests.add(new RuleDocument(test, text("tests/" + test)));
      }
    }
    return tests;
  }

  private String text(String file) throws RuleReadException {
    try (InputStream in = BundledRuleFiles.class.getResourceAsStream(folder + file)) {
      if (in == null) {
        throw new RuleReadException(name, "the bundle org.eyas.rules.standard has no file " + file + "; install it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RuleReadException(name, "cannot read " + file + " of the bundle org.eyas.rules.standard: " + Reason.of(e));
    }
  }
}
