package org.eyas.engine.compile.plan;

import java.util.List;
import java.util.Set;

/** A rule with its remaining conditions, which no earlier step of a plan has tested. */
public record OpenRule(int key, List<Part> parts) {
  OpenRule without(Set<Part> tested) {
    return new OpenRule(key, parts.stream().filter(part -> !tested.contains(part)).toList());
  }
}
