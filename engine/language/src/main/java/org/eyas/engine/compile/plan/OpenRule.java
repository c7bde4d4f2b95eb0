package org.eyas.engine.compile.plan;

import java.util.List;
import java.util.Set;

/** A rule with the conditions that are not yet tested at its place in a plan. */
public record OpenRule(int key, List<Part> parts) {
  OpenRule without(Set<Part> tested) {
    return new OpenRule(key, parts.stream().filter(part -> !tested.contains(part)).toList());
  }
}
