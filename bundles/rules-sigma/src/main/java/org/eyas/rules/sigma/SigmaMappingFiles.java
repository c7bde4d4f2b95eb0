package org.eyas.rules.sigma;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleReadException;
import org.eyas.rules.sigma.convert.SigmaFile;
import org.eyas.rules.sigma.mapping.MappingException;
import org.eyas.rules.sigma.mapping.MappingReader;
import org.eyas.rules.sigma.mapping.SigmaMapping;

/** The mapping that ships, with the user's mapping files on top of it. */
final class SigmaMappingFiles {
  private static final String SHIPPED = "linux.yaml";

  private SigmaMappingFiles() {}

  /** @param files the user's mapping files in their order; a later file replaces the values of an earlier one */
  static SigmaMapping with(List<SigmaFile> files) throws RuleReadException {
    SigmaMapping mapping = shipped();
    for (SigmaFile file : files) {
      mapping = mapping.with(read(file));
    }
    return mapping;
  }

  private static SigmaMapping shipped() throws RuleReadException {
    try (InputStream in = Objects.requireNonNull(SigmaMappingFiles.class.getResourceAsStream(SHIPPED))) {
      return read(new SigmaFile(SHIPPED, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new RuleReadException(SHIPPED, "the mapping that ships cannot be read: " + Reason.of(e));
    }
  }

  private static SigmaMapping read(SigmaFile file) throws RuleReadException {
    try {
      return MappingReader.read(file.name(), file.text());
    } catch (MappingException e) {
      throw new RuleReadException(file.name(), e.reason());
    }
  }
}
