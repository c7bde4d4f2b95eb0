package org.eyas.engine.ruletest.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.RuleDocument;

/**
 * Reads the rule files that a test file names. A folder stands for all YAML files in it that are not test files, sorted
 * by name.
 */
public final class RuleDocumentFiles {
  private RuleDocumentFiles() {}

  public static List<RuleDocument> read(List<TestFile.NamedRules> rules, TestFileFaults faults) {
    List<RuleDocument> documents = new ArrayList<>();
    for (TestFile.NamedRules named : rules) {
      try {
        for (Path file : files(Path.of(named.path()))) {
          documents.add(new RuleDocument(file.toString(), Files.readString(file, StandardCharsets.UTF_8)));
        }
      } catch (IOException e) {
        faults.add(named.place(), "cannot read rules " + named.path() + ": " + reason(e));
      }
    }
    return documents;
  }

  private static List<Path> files(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      List<Path> files =
          entries.filter(Files::isRegularFile).filter(RuleDocumentFiles::isRuleFile).sorted().toList();
      if (files.isEmpty()) {
        throw new IOException("the folder contains no rule files (*.yaml, *.yml)");
      }
      return files;
    }
  }

  private static boolean isRuleFile(Path file) {
    String name = file.getFileName().toString();
    return (name.endsWith(".yaml") || name.endsWith(".yml")) && !TestFileFinder.isTestFile(file);
  }

  public static String reason(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such file";
      case AccessDeniedException _ -> "permission denied";
      case CharacterCodingException _ -> "not UTF-8 text";
      default -> Reason.of(e);
    };
  }
}
