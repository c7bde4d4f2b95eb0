package org.eyas.engine.rules;

import java.util.SortedSet;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.Diagnostic.Location;

/**
 * A rule that is not evaluated because something that it needs is missing.
 *
 * @param place the beginning of its definition; lines are counted from 0
 * @param reason the missing thing, for people
 */
public record ParkedRule(
    String name,
    String description,
    String source,
    Priority priority,
    SortedSet<String> tags,
    Location place,
    String reason) {}
