package org.eyas.rules.standard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Offers the rules that ship with Eyas, in front of all others so that a user's files can change them. It is there only
 * where the configuration wants them.
 *
 * <p>All files are one document, a stream of YAML documents: a word of {@code vocabulary.yaml} that only a later file uses
 * would otherwise count as unused.
 */
@Component(
    configurationPid = "org.eyas.rules.standard",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "service.ranking:Integer=100")
public final class StandardRules implements RuleProvider {
  static final String NAME = "eyas_rules.yaml";

  /** The files in the order they are read; each begins where a newcomer would look for its topic. */
  static final List<String> FILES =
      List.of(
          "vocabulary.yaml",
          "execution.yaml",
          "persistence.yaml",
          "privileges.yaml",
          "evasion.yaml",
          "credentials.yaml",
          "collection.yaml",
          "network.yaml");

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    StringBuilder stream = new StringBuilder();
    for (String file : FILES) {
      stream.append("---\n").append(text(file));
    }
    return List.of(new RuleDocument(NAME, stream.toString()));
  }

  private static String text(String file) throws RuleReadException {
    try (InputStream in = StandardRules.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new RuleReadException(NAME, "the bundle org.eyas.rules.standard lacks its file " + file + "; install it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RuleReadException(NAME, "cannot read " + file + " of the bundle org.eyas.rules.standard: " + e.getMessage());
    }
  }
}
