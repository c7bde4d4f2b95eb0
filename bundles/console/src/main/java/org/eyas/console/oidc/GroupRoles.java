package org.eyas.console.oidc;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.console.access.ConsoleRole;
import org.jspecify.annotations.Nullable;

/** The role that follows from the groups of a user. The provider's administrator decides who is in a group. */
final class GroupRoles {
  private final OidcSettings settings;

  GroupRoles(OidcSettings settings) {
    this.settings = settings;
  }

  /** The groups that the claims contain: a list of texts, or one text. */
  List<String> groups(Map<String, Object> claims) {
    Object found = claims.get(settings.groupsClaim());
    Object value = found == null ? nested(claims, settings.groupsClaim()) : found;
    List<String> groups = new ArrayList<>();
    for (Object one : value instanceof List<?> list ? list : value == null ? List.of() : List.of(value)) {
      if (one instanceof String group && !group.isBlank()) {
        groups.add(group);
      }
    }
    return groups;
  }

  private static @Nullable Object nested(Map<String, Object> claims, String path) {
    Object place = claims;
    for (String name : path.split("\\.")) {
      place = place instanceof Map<?, ?> map ? map.get(name) : null;
    }
    return place;
  }

  /** Those of the groups that give a role. */
  Set<String> withRole(List<String> groups) {
    return groups.stream()
        .filter(group -> settings.adminGroups().contains(group) || settings.viewerGroups().contains(group))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The most powerful role of the groups; empty if none of them gives a role. */
  Optional<ConsoleRole> role(Collection<String> groups) {
    if (groups.stream().anyMatch(settings.adminGroups()::contains)) {
      return Optional.of(ConsoleRole.ADMIN);
    }
    return groups.stream().anyMatch(settings.viewerGroups()::contains) ? Optional.of(ConsoleRole.VIEWER) : Optional.empty();
  }
}
