package org.eyas.rules.standard;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Provides the rules that ship with Eyas, before all others so that a user's files can change them. The service exists only if
 * the configuration selects these rules.
 *
 * <p>All files together are one document, a stream of YAML documents: otherwise a list or macro of {@code vocabulary.yaml} that
 * only a later file uses would count as unused.
 */
@Component(
    configurationPid = "org.eyas.rules.standard",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "service.ranking:Integer=100")
public final class StandardRules implements RuleProvider {
  static final String NAME = "eyas_rules.yaml";

  /** The files in reading order, each named after its topic. */
  static final List<String> FILES =
      List.of(
          "vocabulary.yaml",
          "containers.yaml",
          "execution.yaml",
          "persistence.yaml",
          "privileges.yaml",
          "evasion.yaml",
          "engine.yaml",
          "credentials.yaml",
          "collection.yaml",
          "network.yaml",
          "sessions.yaml",
          "deployment.yaml");

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
        throw new RuleReadException(NAME, "the bundle org.eyas.rules.standard has no file " + file + "; install it again");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new RuleReadException(NAME, "cannot read " + file + " of the bundle org.eyas.rules.standard: " + Reason.of(e));
    }
  }
}
