package org.eyas.engine.field;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.jspecify.annotations.Nullable;

/** All fields that rules of one event source may use; immutable. */
public final class FieldCatalog {

  private record Entry(FieldDefinition definition, FieldProvider provider) {}

  /**
   * Fields under another name. The scope {@code open} finds {@code proc.name} and returns the field {@code
   * open.proc.name}.
   *
   * @param fields the fields that the scope renames
   * @param named turns a field into the field of the scope
   */
  public record Scope(FieldCatalog fields, UnaryOperator<FieldUse> named) {
    private Optional<FieldUse> find(String text, @Nullable String bracketed) {
      return fields.findPlain(text, bracketed).map(named);
    }
  }

  private final Map<String, Entry> byName = new HashMap<>();
  private final List<FieldClass> classes = new ArrayList<>();
  private final Map<String, Scope> scopes = new HashMap<>();

  /**
   * Makes a catalog of the fields of some providers. If two of them offer a field with the same name, the field of the first
   * one counts.
   */
  public FieldCatalog(Collection<? extends FieldProvider> providers) {
    this(providers, List.of());
  }

  /** @param departed fields that existed earlier: rules may name them, but they are not listed or suggested */
  public FieldCatalog(Collection<? extends FieldProvider> providers, Collection<RemovedFields> departed) {
    for (FieldProvider provider : providers) {
      classes.addAll(provider.classes());
      addNames(provider);
    }
    departed.forEach(this::addNames);
  }

  private void addNames(FieldProvider provider) {
    for (FieldClass fieldClass : provider.classes()) {
      for (FieldDefinition field : fieldClass.fields()) {
        byName.putIfAbsent(field.name(), new Entry(field, provider));
      }
    }
  }

  /** A catalog with the same fields, in which each provider is replaced. */
  public FieldCatalog replacing(UnaryOperator<FieldProvider> replacement) {
    Map<FieldProvider, FieldProvider> replaced = new LinkedHashMap<>();
    byName.values().forEach(entry -> replaced.computeIfAbsent(entry.provider(), replacement));
    FieldCatalog catalog = new FieldCatalog(List.of());
    catalog.classes.addAll(classes);
    byName.forEach(
        (name, entry) -> {
          FieldProvider provider = replaced.getOrDefault(entry.provider(), entry.provider());
          catalog.byName.put(name, new Entry(entry.definition(), provider));
        });
    return catalog;
  }

  /**
   * The same fields, those of other providers, and those of scopes by their names. A scope with an empty name gets all fields that are in
   * no other one; it has no fields besides those of this catalog.
   */
  public FieldCatalog with(List<FieldProvider> more, Map<String, Scope> inScopes) {
    FieldCatalog catalog = new FieldCatalog(List.of());
    catalog.classes.addAll(classes);
    catalog.byName.putAll(byName);
    catalog.scopes.putAll(inScopes);
    more.forEach(catalog::addNames);
    return catalog;
  }

  /** Whether the names of some fields begin with a word and a dot. */
  public boolean hasGroup(String word) {
    return byName.keySet().stream().anyMatch(name -> name.startsWith(word + "."));
  }

  public List<FieldClass> classes() {
    return List.copyOf(classes);
  }

  /** The definition of a name without an argument. */
  public Optional<FieldDefinition> definition(String name) {
    return Optional.ofNullable(byName.get(name)).map(Entry::definition);
  }

  /**
   * Finds the use of a field that a text stands for. The text is a name, or a name and an argument after a dot
   * ({@code evt.arg.flags}); the longest name wins.
   *
   * @param bracketed the argument in brackets after the text, or null
   * @return empty if no field has that name
   * @throws FieldException if the field does not allow the argument, or needs one
   */
  public Optional<FieldUse> find(String text, @Nullable String bracketed) {
    int dot = text.indexOf('.');
    Scope scope = scopes.isEmpty() || dot < 0 ? null : scopes.get(text.substring(0, dot));
    if (scope != null) {
      return scope.find(text.substring(dot + 1), bracketed);
    }
    Scope others = scopes.get("");
    return others == null ? findPlain(text, bracketed) : others.find(text, bracketed);
  }

  private Optional<FieldUse> findPlain(String text, @Nullable String bracketed) {
    for (int end = text.length(); end > 0; end = text.lastIndexOf('.', end - 1)) {
      Entry entry = byName.get(text.substring(0, end));
      if (entry != null && (end == text.length() || bracketed == null && entry.definition().argument().allowed())) {
        String dotted = end == text.length() ? null : text.substring(end + 1);
        return Optional.of(newUse(entry, bracketed == null ? dotted : bracketed, shown(text, bracketed)));
      }
    }
    return Optional.empty();
  }

  private static String shown(String text, @Nullable String bracketed) {
    return bracketed == null ? text : text + "[" + bracketed + "]";
  }

  private static FieldUse newUse(Entry entry, @Nullable String argument, String shown) {
    FieldDefinition field = entry.definition();
    if (argument == null && field.argument().required()) {
      throw new FieldException(FieldException.Kind.WITHOUT_ARGUMENT, shown);
    }
    if (argument != null && !field.argument().allowed()) {
      throw new FieldException(FieldException.Kind.NONEXISTENT, shown);
    }
    return new FieldUse(shown, entry.provider().resolve(field, argument), argument, entry.provider());
  }
}
