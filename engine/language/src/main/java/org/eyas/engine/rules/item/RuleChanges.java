package org.eyas.engine.rules.item;

import java.util.List;
import java.util.SortedSet;
import org.eyas.api.alert.Priority;
import org.jspecify.annotations.Nullable;

/** The changes of an {@code override} or {@code append} to a rule; null for unchanged keys. */
public record RuleChanges(
    @Nullable String condition,
    @Nullable String output,
    @Nullable String description,
    @Nullable SortedSet<String> tags,
    @Nullable List<ExceptionDefinition> exceptions,
    @Nullable Priority priority,
    @Nullable Boolean enabled,
    @Nullable Boolean capture,
    @Nullable Long captureMillis,
    @Nullable Boolean warnEventTypes,
    @Nullable Boolean skipIfUnknownFilter,
    @Nullable WrittenRepeatLimit repeats) {

  public boolean hasChanges() {
    return texts() || tags != null || exceptions != null || priority != null || switches();
  }

  /** The exceptions, if the change has nothing else; otherwise empty. */
  public List<ExceptionDefinition> onlyExceptions() {
    boolean others = texts() || tags != null || priority != null || switches();
    return exceptions == null || others ? List.of() : exceptions;
  }

  private boolean texts() {
    return condition != null || output != null || description != null;
  }

  private boolean switches() {
    return enabled != null
        || capture != null
        || captureMillis != null
        || warnEventTypes != null
        || skipIfUnknownFilter != null
        || repeats != null;
  }
}
