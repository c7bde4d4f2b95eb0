package org.eyas.console.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.rule.RuleDocument;

/** The rule documents, and those of them that are writable files. */
public final class RuleDocuments {
  /** A document and the loader that can save it. */
  public record Editable(RuleFiles loader, RuleDocument document) {}

  private final ConsoleServices services;

  public RuleDocuments(ConsoleServices services) {
    this.services = services;
  }

  /** All loaded documents, in their order; if the engine is not available, those that are files. */
  public List<RuleDocument> all() throws IOException {
    Optional<List<RuleDocument>> loaded = services.rules().map(RuleControl::documents);
    if (loaded.isPresent()) {
      return loaded.get();
    }
    List<RuleDocument> files = new ArrayList<>();
    for (RuleFiles loader : services.ruleFiles()) {
      files.addAll(loader.files());
    }
    return files;
  }

  public Optional<Editable> editable(String name) throws IOException {
    for (RuleFiles loader : services.ruleFiles()) {
      for (RuleDocument document : loader.files()) {
        if (document.name().equals(name)) {
          return Optional.of(new Editable(loader, document));
        }
      }
    }
    return Optional.empty();
  }

  /** All documents, with another content for one of them. */
  public List<RuleDocument> withContent(String name, String content) throws IOException, RefusedException {
    List<RuleDocument> changed = new ArrayList<>();
    boolean found = false;
    for (RuleDocument document : all()) {
      boolean meant = document.name().equals(name);
      found |= meant;
      changed.add(meant ? new RuleDocument(name, content) : document);
    }
    if (!found) {
      throw new RefusedException("There is no document " + name + ".");
    }
    return changed;
  }

  /** A digest of a content, by which a form for an older content is rejected. */
  public static String digest(String content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  /** The text of a browser's form with the newlines of files. */
  public static String unixLines(String text) {
    return text.replace("\r\n", "\n").replace('\r', '\n');
  }
}
