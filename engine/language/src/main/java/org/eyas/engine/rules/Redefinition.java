package org.eyas.engine.rules;

import org.eyas.api.rule.Diagnostic.Location;

/**
 * The definition of a rule, macro or list that replaces another one in the same document. In another document,
 * replacing is the usual way to change a definition.
 */
public record Redefinition(Location first, Location second) {}
