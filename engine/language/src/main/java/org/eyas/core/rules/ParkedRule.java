package org.eyas.core.rules;

import java.util.SortedSet;
import org.eyas.api.alert.Priority;
import org.eyas.api.rule.Diagnostic.Location;

/**
 * A rule that waits for something that is not there.
 *
 * @param place where its definition begins; lines count from 0
 * @param reason what is missing, for people
 */
public record ParkedRule(
    String name,
    String description,
    String source,
    Priority priority,
    SortedSet<String> tags,
    Location place,
    String reason) {}
