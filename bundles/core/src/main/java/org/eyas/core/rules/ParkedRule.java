package org.eyas.core.rules;

import java.util.SortedSet;
import org.eyas.api.alert.Priority;

/**
 * A rule that waits for something that is not there.
 *
 * @param reason what is missing, for people
 */
public record ParkedRule(
    String name, String description, String source, Priority priority, SortedSet<String> tags, String reason) {}
