package org.eyas.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.RuleControl;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.console.page.RuleWord.Kind;

/** The words of rules: those of the language from a table, the others from the engine and the loaded documents. */
final class RuleWords {
  private static final String SYSCALLS = "syscall";
  private static final List<RuleWord> LANGUAGE = language();

  private final Services services;
  private final Documents documents;

  RuleWords(Services services) {
    this.services = services;
    documents = new Documents(services);
  }

  /** The words of this moment. It reads all documents, so it takes some milliseconds. */
  List<RuleWord> all() throws IOException {
    List<RuleWord> words = new ArrayList<>(LANGUAGE);
    Set<String> sources = sources();
    sources.forEach(source -> words.add(new RuleWord(Kind.SOURCE, source, "", "Events of the source " + source + ".", Set.of())));
    words.addAll(fields(sources));
    for (RuleDocument document : documents.all()) {
      words.addAll(DefinedNames.of(document));
    }
    return words;
  }

  private Set<String> sources() {
    Set<String> sources = new LinkedHashSet<>(List.of(SYSCALLS));
    services.rules().map(RuleControl::rules).orElse(List.of()).forEach(status -> sources.add(status.rule().source()));
    return sources;
  }

  private Collection<RuleWord> fields(Set<String> sources) {
    Map<String, RuleWord> fields = new LinkedHashMap<>();
    for (String source : sources) {
      for (FieldClass fieldClass : services.engine().map((RuleEngine engine) -> engine.fields(source)).orElse(List.of())) {
        fieldClass.fields().stream()
            .filter(field -> !field.is(Flag.HIDDEN) && !field.is(Flag.DEPRECATED))
            .forEach(field -> fields.merge(field.name(), word(field, source), RuleWord::also));
      }
    }
    return fields.values();
  }

  private static RuleWord word(FieldDefinition field, String source) {
    String detail =
        field.type().name() + (field.argument().required() ? ", needs an argument" : "")
            + (field.is(Flag.PRINT_ONLY) ? ", only in outputs" : "");
    return new RuleWord(Kind.FIELD, field.name(), detail, field.description(), Set.of(source));
  }

  private static List<RuleWord> language() {
    List<RuleWord> words = new ArrayList<>();
    table().lines().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", -1))
        .forEach(row -> words.add(word(row)));
    for (Priority priority : Priority.values()) {
      words.add(new RuleWord(Kind.PRIORITY, priority.name(), "", "", Set.of()));
    }
    return List.copyOf(words);
  }

  private static RuleWord word(String[] row) {
    String detail = row.length > 3 ? "of " + row[3].replace(" ", ", ") : "";
    return new RuleWord(Kind.valueOf(row[0].toUpperCase(Locale.ROOT)), row[1], detail, row[2], Set.of());
  }

  private static String table() {
    try (InputStream in = RuleWords.class.getResourceAsStream("rulewords.tsv")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
