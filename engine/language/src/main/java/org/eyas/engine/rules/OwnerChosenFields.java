package org.eyas.engine.rules;

import java.util.List;
import java.util.Set;

/** The fields of a container whose values the owner of the container chooses. The owner can be an ordinary user. */
public final class OwnerChosenFields {
  /** The field with the user id of the owner, 0 for root. Alerts carry the field if the owner is not root. */
  public static final String OWNER = "container.owner";

  private static final Set<String> CHOSEN = Set.of("container.name", "container.label", "container.labels");
  private static final List<String> CHOSEN_PREFIXES = List.of("container.image", "k8s.");

  private OwnerChosenFields() {}

  /** Whether the owner of a container chooses the value of a field. */
  public static boolean isOwnerChosen(String field) {
    return CHOSEN.contains(field) || CHOSEN_PREFIXES.stream().anyMatch(field::startsWith);
  }
}
