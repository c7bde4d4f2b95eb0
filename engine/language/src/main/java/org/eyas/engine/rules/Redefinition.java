package org.eyas.engine.rules;

import org.eyas.api.rule.Diagnostic.Location;

/** A rule, macro or list that replaces one of the same name in the same document. In another document, that is the usual way to change it. */
public record Redefinition(Location first, Location second) {}
